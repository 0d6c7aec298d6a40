import type { FileHandle } from 'node:fs/promises';

/** What a picture says of itself. */
export interface Picture {
  kind: 'png' | 'jpeg';
  /** In points. */
  width: number;
  height: number;
}

/** Segments of a JPEG before the one with its size: beyond so many it is no picture that anybody made. */
const MOST_SEGMENTS = 500;

/** How large a PNG or JPEG is, by its own head; null where a file is neither. */
export async function pictureSize(file: FileHandle, start: Buffer): Promise<Picture | null> {
  if (
    start.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n' &&
    start.toString('latin1', 12, 16) === 'IHDR' &&
    start.length > 24
  ) {
    return { kind: 'png', width: start.readUInt32BE(16), height: start.readUInt32BE(20) };
  }
  if (start.length > 4 && start.readUIntBE(0, 3) === 0xffd8ff) return jpegSize(file);
  return null;
}

async function jpegSize(file: FileHandle): Promise<Picture | null> {
  const head = Buffer.alloc(9);
  let at = 2;
  for (let segment = 0; segment < MOST_SEGMENTS; segment++) {
    const { bytesRead } = await file.read(head, 0, head.length, at);
    if (bytesRead < head.length || head[0] !== 0xff) return null;
    const marker = head[1] ?? 0;
    if (isFrame(marker)) return { kind: 'jpeg', height: head.readUInt16BE(5), width: head.readUInt16BE(7) };
    at += 2 + head.readUInt16BE(2);
  }
  return null;
}

/** Markers SOF0 to SOF15, which carry the size, without the three among them that mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Whether a file ends as a picture of its kind does. Cameras write a little behind the end of a JPEG. */
export function hasPictureEnd(kind: Picture['kind'], end: Buffer): boolean {
  return kind === 'png' ? end.includes('IEND') : end.includes(Buffer.from([0xff, 0xd9]));
}
