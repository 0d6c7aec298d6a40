import type { VNode } from 'preact';

/** The most file names that a reader takes in at a glance. */
const AT_A_GLANCE = 3;

/**
 * The files that a record came with. A load remembers its files, not which of them held a record, so a load of many is
 * told by their number; the names are there for whoever opens them.
 */
export function LoadedFiles({ files }: { files: readonly string[] }): VNode {
  if (files.length <= AT_A_GLANCE) return <>{files.join(', ')}</>;
  return (
    <details>
      <summary>{files.length} files, loaded together</summary>
      <ul class="kith-plain">
        {files.map((file) => (
          <li key={file}>{file}</li>
        ))}
      </ul>
    </details>
  );
}
