import { deflateRawSync } from 'node:zlib';

/** One part of a zip archive as a test makes it. */
export interface ZipPart {
  name: string;
  content: Buffer | string;
  /** What the archive says of its size, where that is a lie. */
  saysSize?: number;
  /** Whether the archive says that it is locked. */
  locked?: boolean;
}

/** A zip archive of these parts: written by hand, so that a test can also write a false one. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const heads: Buffer[] = [];
  let at = 0;
  for (const { name, content, saysSize, locked } of parts) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const nameBytes = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(locked ? 1 : 0, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(saysSize ?? raw.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, nameBytes, packed]);
    const central = Buffer.concat([
      ...[Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), shared, Buffer.alloc(14), nameBytes],
    ]);
    central.writeUInt32LE(at, 42);
    bodies.push(local);
    heads.push(central);
    at += local.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** The list of parts of a document whose main part is of this type. */
export function listOf(type: string): ZipPart {
  return {
    name: '[Content_Types].xml',
    content: `<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/x.xml" ContentType="${type}"/></Types>`,
  };
}

/** A Word document of these paragraphs, and perhaps of more parts. */
export function wordOf(paragraphs: readonly string[], more: readonly ZipPart[] = [], type = WORD): Buffer {
  const words = paragraphs.map((one) => `<w:p><w:r><w:t>${one}</w:t></w:r></w:p>`).join('');
  return zipOf([
    listOf(type),
    { name: 'word/document.xml', content: `<w:document><w:body>${words}</w:body></w:document>` },
    ...more,
  ]);
}

/** A PDF as short as one can be and still be told by its ends. */
export function pdfOf(words: string): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Title (${words}) >>\nendobj\nxref\n0 1\ntrailer\n<< >>\nstartxref\n60\n%%EOF\n`,
  );
}

/** A PNG of one point, or one that says it has more. */
export function pngOf(width = 1, height = 1): Buffer {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

/** One part of a form with a file. */
export type FormPart = [name: string, value: string] | { name: string; fileName: string; bytes: Buffer; type?: string };

const BOUNDARY = 'kith-test-boundary';
/** Content type of `formWithFile`. */
export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

/** A form with a file as a browser sends it, its fields in this order. */
export function formWithFile(parts: readonly FormPart[]): Buffer {
  const written = parts.map((part) => {
    if (Array.isArray(part)) {
      return Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${part[0]}"\r\n\r\n${part[1]}\r\n`);
    }
    const { name, fileName, bytes, type = 'application/octet-stream' } = part;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')]);
  });
  return Buffer.concat([...written, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}
