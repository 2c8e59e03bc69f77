/*
 * What the page is made of: elements, tables and lists of them, and how a new
 * tree becomes the page. The files of the script are one scope, in the order of
 * the Makefile: what all of them share is here.
 *
 * Whatever comes from the data becomes a text node, the value of an aria-label
 * or a number; never markup, a name, a style or an address.
 */
const page = document.getElementById('page');
const state = {
	data: {},
	charts: [],
	cursor: null,		/* seconds since the start */
	open: new Set(),	/* ids of what is unfolded */
	width: 0,		/* of a chart, in pixels */
	print: false,
	ms: 0,			/* that the last drawing took */
	note: '',		/* on the state of a live page */
};

/* What JSON may hold, and what is made of it. */
const known = (v) => typeof v === 'number' && Number.isFinite(v);
const list = (v) => Array.isArray(v) ? v : [];
const table = (v) => typeof v === 'object' && v !== null ? v : {};
const words = (v) => typeof v === 'string' || known(v) ? String(v) : '';
const tables = (v) => list(v).map(table);

/* Elements. Kids are nodes, strings, or lists of them; null stands for none. */
function put(node, kids) {
	for (const kid of kids)
		if (Array.isArray(kid))
			put(node, kid);
		else if (kid !== null && kid !== '')
			node.append(kid);
}

function fill(node, attributes, kids) {
	for (const name in attributes)
		if (attributes[name] !== null)
			node.setAttribute(name, attributes[name]);
	put(node, kids);
	return node;
}

function el(tag, attributes, ...kids) {
	return fill(document.createElement(tag), attributes, kids);
}

function draw(tag, attributes, ...kids) {
	return fill(document.createElementNS('http://www.w3.org/2000/svg',
		tag), attributes, kids);
}

/* Makes of old what now is: elements with an id are the same by that. */
function morph(old, now) {
	for (const { name } of [...old.attributes])
		if (name !== 'open' && !now.hasAttribute(name))
			old.removeAttribute(name);
	for (const { name, value } of now.attributes)
		if (old.getAttribute(name) !== value)
			old.setAttribute(name, value);
	morphKids(old, now);
}

function morphKids(old, now) {
	const ids = new Set([...now.children].map((k) => k.id));
	for (const kid of [...old.children])
		if (kid.id && !ids.has(kid.id))
			kid.remove();
	let at = old.firstChild;
	for (const kid of [...now.childNodes]) {
		if (!at || at.nodeName !== kid.nodeName ||
		    (at.id || '') !== (kid.id || '')) {
			old.insertBefore(kid, at);
			continue;
		}
		if (kid.nodeType !== Node.TEXT_NODE)
			morph(at, kid);
		else if (at.data !== kid.data)
			at.data = kid.data;
		at = at.nextSibling;
	}
	while (at) {
		const next = at.nextSibling;
		at.remove();
		at = next;
	}
}

const NONE = '\u2013';

/* Tables: columns are a title and whether it is of numbers. */
function grid(kind, columns, rows) {
	return el('div', { class: `scroll ${kind}`, tabindex: kind === 'stack' ?
		null : 0, role: kind === 'stack' ? null : 'group',
	'aria-label': kind === 'stack' ? null : 'table' }, el('table', {},
		el('thead', {}, el('tr', {}, columns.map(([title, number]) =>
			el('th', { scope: 'col', class: number ? 'number' :
				null }, title)))),
		el('tbody', {}, rows.map((row) => el('tr', {}, row.map(
			(cell, i) => el('td', { class: `${columns[i][1] ?
				'number' : ''} ${cell === NONE ? 'none' : ''}`,
			'data-of': columns[i][0] }, cell)))))));
}

function section(id, title, ...kids) {
	const inside = kids.flat(9).filter((k) => k !== null);
	return inside.length ? el('section', { id, 'aria-label': title },
		el('h2', {}, title), inside) : null;
}

const items = (texts) => texts.length ? el('ul', {}, texts.map((t) =>
	el('li', {}, t))) : null;

/* A table that is made when it is unfolded. */
function folded(id, title, make, kind) {
	return el('details', { id, class: kind || 'values' },
		el('summary', {}, title), state.open.has(id) ? make() : null);
}
