import type { VNode } from 'preact';
import { encode } from 'uqr';

/** A QR code as a drawing: dark squares on a light ground, whatever the colours around it. */
export function QrCode({ text, title }: { text: string; title: string }): VNode {
  const { data, size } = encode(text, { border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg class="kith-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={title} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
