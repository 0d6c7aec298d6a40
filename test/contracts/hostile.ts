import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5';

/** A text that stands out of any markup around it, short enough for a name: what becomes of it is found by `injectedInto`. */
export const MARKUP = `kith-attr=a"'--></textarea></title></script><kith-mark>`;

/** Text that does harm where it is taken for something else. `raw` is sent as it is, not encoded. */
export const PAYLOADS: Readonly<Record<string, { text: string; raw?: string }>> = {
  markup: { text: MARKUP },
  'an address that is a script': { text: 'javascript:alert(document.cookie)' },
  SQL: { text: `'); drop table person; -- ' or '1'='1" $1 \\'; select pg_sleep(9); /* %s%n` },
  'a path': { text: '../../../../../etc/passwd\\..\\..\\%2e%2e%2f.csv' },
  'lines of a header': { text: 'x\r\nSet-Cookie: kith=planted\r\nX-Kith-Injected: yes\r\n\r\n<kith-mark>' },
  'a formula': { text: '=HYPERLINK("https://evil.example","x")' },
  'a template': { text: '{{7*7}}$' + '{7*7}<%= 7*7 %>__proto__' },
  'a number out of range': { text: '99999999999999999999' },
  'a number that is none': { text: '-1e309' },
  'somebody’s number': { text: '00000000-0000-4000-8000-000000000000' },
  'control characters': { text: 'a\u0000b\u001b[31m\u0007\u202e\u200b' },
  'half a character': { text: '\ufffd', raw: '%ED%A0%80%ff%' },
  'very much of everything': { text: `${'𝔘\u0301\u0489'.repeat(9000)}` },
  'deep nesting': { text: `${'[{"a":'.repeat(4000)}` },
};

/** Numbers and names in an address that belong to nothing. */
export const HOSTILE_PARTS: readonly string[] = [
  '00000000-0000-4000-8000-000000000000',
  '0',
  '-1',
  '99999999999999999999',
  '1e309',
  'null',
  '__proto__',
  'constructor',
  'toString',
  "' or '1'='1",
  "x'; drop table person; --",
  '../../../../etc/passwd',
  '..\\..\\etc\\passwd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'a\u0000b',
  'a\r\nX-Kith-Injected: yes',
  '<kith-mark>',
  '{00000000-0000-4000-8000-000000000000}',
  '\u202ekith',
  '𝔘'.repeat(90),
  'a'.repeat(5000),
];

/** Ways to name another site where an address of this one is wanted (CWE-601). */
export const OTHER_SITES: readonly string[] = [
  'https://evil.example',
  'https:evil.example',
  'https:/evil.example',
  'http://kith.test@evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '\t//evil.example',
  '/%09/evil.example',
  '/%5cevil.example',
  '/%2f/evil.example',
  '%2f%2fevil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/learning/..//evil.example',
  ' //evil.example',
  '/\r\nLocation: https://evil.example',
  'javascript:alert(1)//evil.example',
  'data:text/html,evil.example',
];

/** Fields that no form has and that a careless one would take: what makes somebody's record another's, or more than it is. */
export const STRANGE_FIELDS: readonly string[] = [
  ...[
    'id',
    'owner_id',
    'ownerId',
    'person_id',
    'agency_id',
    'made_at',
    'reference',
    'demonstration',
    'strong',
    'roles',
  ],
  ...['left_on', 'isAdmin', 'permission', '__proto__', 'constructor', 'prototype', 'toString', '_method', 'kind[]'],
  ...['a[b][c]', 'a.b', '$where', '', ' '],
];

/** What a record has and its form mostly must not set: tried on every form that does not name it. */
export const GOVERNED: readonly string[] = [
  ...['agency', 'sealed', 'version', 'role', 'person', 'team', 'email', 'password', 'purpose', 'verdict', 'granted'],
];

type Node = DefaultTreeAdapterMap['node'];

/** What of `MARKUP`, or of an address to elsewhere, became part of a page instead of its text. Empty when nothing did. */
export function injectedInto(html: string): string[] {
  if (!/kith-(mark|attr)|javascript:|evil\.example/.test(html)) return [];
  const found: string[] = [];
  const walk = (node: Node) => {
    if (defaultTreeAdapter.isElementNode(node)) {
      if (node.tagName === 'kith-mark') found.push('<kith-mark>');
      for (const { name, value } of node.attrs) {
        const leads = /^(href|src|action|formaction)$/.test(name);
        if (name === 'kith-attr' || /^on/.test(name)) found.push(`<${node.tagName} ${name}="${value}">`);
        if (leads && (isScript(value) || isElsewhere(value))) found.push(`<${node.tagName} ${name}="${value}">`);
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(walk);
    if ('content' in node) walk(node.content);
  };
  walk(parse(html));
  return [...new Set(found)];
}

function isScript(address: string): boolean {
  return /^\s*(javascript|data|vbscript):/i.test(address);
}

/** Whether a browser that shows a page of Kith would follow an address to the site that these tests call evil. */
export function isElsewhere(address: string): boolean {
  if (!URL.canParse(address, 'http://kith.test/a/b')) return false;
  return new URL(address, 'http://kith.test/a/b').host.includes('evil.example');
}

/** The text of a page, as a reader has it: without the markup. */
export function textOf(html: string): string {
  const parts: string[] = [];
  const walk = (node: Node) => {
    if (defaultTreeAdapter.isTextNode(node)) parts.push(node.value);
    if (defaultTreeAdapter.isElementNode(node))
      for (const { name, value } of node.attrs) if (name === 'value') parts.push(value);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return parts.join(' ');
}
