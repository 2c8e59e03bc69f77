/*
 * check.mjs FILE: its documents against the published schemas of Kubernetes.
 * What a field may hold is judged by the schemas' validators; which fields
 * there are by their types, as the validators let unknown ones pass and a
 * server refuses them. Then what no schema knows: that the parts belong
 * together. Each judge is shown a fault first that it must see.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import yaml from "js-yaml";
import ts from "typescript";
import { Job } from "kubernetes-models/batch/v1";
import { ConfigMap, Service } from "kubernetes-models/v1";

const models = {
	"v1 ConfigMap": ["kubernetes-models/v1", ConfigMap],
	"v1 Service": ["kubernetes-models/v1", Service],
	"batch/v1 Job": ["kubernetes-models/batch/v1", Job],
};
const here = dirname(fileURLToPath(import.meta.url));

/* valid DOC: throws what is wrong with its values. */
const valid = (doc) => {
	const known = models[`${doc.apiVersion} ${doc.kind}`];
	assert.ok(known, `${doc.apiVersion} ${doc.kind}: no such kind`);
	new known[1](doc).validate();
};

/* typed DOC: throws what fields it has that are none, or are missing. */
const typed = (doc) => {
	const [module] = models[`${doc.apiVersion} ${doc.kind}`];
	const name = join(here, "document.ts");
	const text = `import { I${doc.kind} } from "${module}";\n` +
		`export const it: I${doc.kind} = ` +
		`${JSON.stringify(doc, null, 1)};\n`;
	const options = {
		strict: true, noEmit: true, skipLibCheck: true, types: [],
		target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext,
		moduleResolution: ts.ModuleResolutionKind.Bundler,
	};
	const host = ts.createCompilerHost(options);
	const { getSourceFile, fileExists, readFile } = host;
	host.getSourceFile = (file, ...more) => file === name
		? ts.createSourceFile(file, text, options.target)
		: getSourceFile.call(host, file, ...more);
	host.fileExists = (file) => file === name || fileExists(file);
	host.readFile = (file) => file === name ? text : readFile(file);
	const program = ts.createProgram([name], options, host);
	const wrong = ts.getPreEmitDiagnostics(program).map((d) =>
		ts.flattenDiagnosticMessageText(d.messageText, "\n"));
	assert.deepEqual(wrong, []);
};

/* joined DOCS: the service finds the pods, and what is mounted is there. */
const joined = ([map, service, job]) => {
	const { completions, parallelism, template } = job.spec;
	const pod = template.spec;
	const [box] = pod.containers;
	const env = Object.fromEntries(box.env.map((e) => [e.name, e.value]));
	const port = service.spec.ports[0].port;
	assert.equal(job.spec.completionMode, "Indexed");
	assert.equal(parallelism, completions);
	assert.equal(env.HOSTS, String(completions));
	assert.equal(pod.restartPolicy, "Never");
	assert.equal(job.spec.backoffLimitPerIndex, 0);
	for (const [key, value] of Object.entries(service.spec.selector))
		assert.equal(template.metadata.labels[key], value);
	assert.equal(pod.subdomain, service.metadata.name);
	assert.equal(box.ports[0].containerPort, port);
	assert.equal(env.LISTEN, `:${port}`);
	assert.deepEqual(box.volumeMounts.map((m) => m.name).sort(),
		pod.volumes.map((v) => v.name).sort());
	const volume = pod.volumes.find((v) => v.configMap);
	const mount = box.volumeMounts.find((m) => m.name === volume.name);
	assert.equal(volume.configMap.name, map.metadata.name);
	assert.ok(Object.keys(map.data).some((key) =>
		env.THRESHOLDS === `${mount.mountPath}/${key}`));
};

const docs = yaml.loadAll(readFileSync(process.argv[2], "utf8"));
/* changed CHANGE: the documents with a fault in them. */
const changed = (change) => {
	const copy = structuredClone(docs);
	change(copy);
	return copy;
};
const spec = (all) => all[2].spec.template.spec;
const each = (judge) => (all) => all.forEach(judge);
let failed = 0;

/* say NAME JUDGE FAULT...: sees each fault, and none in the file. */
const say = (name, judge, ...faults) => {
	try {
		for (const fault of faults)
			assert.throws(() => judge(changed(fault)), undefined,
				`does not see ${fault}`);
		judge(docs);
		console.log(`ok - ${name}`);
	} catch (e) {
		failed = 1;
		console.log(`FAILED: ${name}\n${e.message}`);
	}
};

say("three documents of kinds that are known", (all) =>
	assert.deepEqual(all.map((d) => `${d.apiVersion} ${d.kind}`),
		Object.keys(models)), (all) => all.pop());
say("each value is one that its schema allows", each(valid),
	(all) => spec(all).containers[0].env[0].name = 1,
	(all) => spec(all).restartPolicy = "Often",
	(all) => spec(all).containers[0].resources.limits.memory = "2 GB",
	(all) => all[2].spec.completions = "three");
say("each field is one that its schema has", each(typed),
	(all) => all[2].spec.backOffLimit = 0,
	(all) => spec(all).containers[0].comand = [],
	(all) => spec(all).volumes[0].configmap = {},
	(all) => delete spec(all).containers[0].name);
say("the parts belong together", joined,
	(all) => all[2].spec.parallelism = 2,
	(all) => all[2].spec.completions = 4,
	(all) => all[1].spec.selector.app = "another",
	(all) => spec(all).containers[0].volumeMounts.pop(),
	(all) => all[0].data = { threshold: "" });
process.exit(failed);
