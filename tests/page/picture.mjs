/*
 * The top of a page, down to its first four charts: picture.mjs FILE PNG
 */
import { resolve } from "node:path";
import { close, within } from "./browser.mjs";

const [file, png] = process.argv.slice(2).map((name) => resolve(name));
const WIDTH = 1200;

await within("", { file, width: WIDTH }, async (page) => {
	const height = await page.$$eval(".chart", (all) => Math.ceil(all[Math
		.min(3, all.length - 1)].getBoundingClientRect().bottom) + 12);
	await page.screenshot({ path: png, fullPage: true,
		clip: { x: 0, y: 0, width: WIDTH, height } });
});
await close();
