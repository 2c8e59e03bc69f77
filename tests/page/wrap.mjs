/*
 * The page around its style and script as hls-export makes it, for data that
 * no run brings about: wrap.mjs file|server < DATA.json > PAGE.html
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const source = (name) => readFileSync(new URL(`../../${name}`,
	import.meta.url), "utf8");
/* Their files, in the order of the Makefile. */
const [style, ...scripts] = /^PAGE = ((?:.*\\\n)*.*)/m
	.exec(source("Makefile"))[1].split(/[\s\\]+/);
const sum = (text) =>
	`'sha256-${createHash("sha256").update(text).digest("base64")}'`;

export function wrap(json, from = "file") {
	const css = source(style), js = "(function () {\n'use strict';\n" +
		scripts.map(source).join("") + "}());\n";
	const policy = `default-src 'none'; script-src ${sum(js)}; ` +
		`style-src ${sum(css)}; ` +
		(from === "server" ? "connect-src 'self'; " : "") +
		"base-uri 'none'; form-action 'none'";
	return "<!DOCTYPE html><html lang=\"en\"><head>" +
		"<meta charset=\"utf-8\"><meta http-equiv=\"" +
		"Content-Security-Policy\" content=\"" +
		`${policy}"><meta name="viewport" content="width=` +
		"device-width, initial-scale=1\"><title>HLS run</title>" +
		`<style>${css}</style></head><body data-from="${from}">` +
		"<noscript>This page needs JavaScript.</noscript>" +
		"<main id=\"page\"></main><script type=\"application/json\" " +
		`id="run">${json.replace(/</g, "\\u003c")}</script>` +
		`<script>${js}</script></body></html>`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	process.stdout.write(wrap(readFileSync(0, "utf8"), process.argv[2]));
