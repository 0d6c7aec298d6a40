import type { ComponentChildren, VNode } from 'preact';
import {
  type BarsBlock,
  type Block,
  type DocumentModel,
  plainText,
  recordAddress,
  type Section,
  sourcesOf,
  type TableBlock,
  type Words,
  type WriteOptions,
} from './document.ts';

/** What every part of a document written as HTML needs to know. */
export interface Writing {
  model: DocumentModel;
  options: WriteOptions;
  /** Level of a section's heading. */
  level: number;
}

/** A section with its heading and everything in it. */
export function SectionPart({ section, writing }: { section: Section; writing: Writing }): VNode {
  return (
    <section class="doc-section" aria-labelledby={section.id}>
      <Heading level={writing.level} id={section.id} text={section.title} />
      {section.basis.length === 0 ? null : (
        <div class="doc-basis">
          {section.basis.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      {section.blocks.map((block, index) => (
        <BlockPart key={index} block={block} writing={writing} place={`${section.id}-${index + 1}`} />
      ))}
    </section>
  );
}

function Heading({ level, text, id }: { level: number; text: string; id?: string }): VNode {
  const Tag = `h${level}` as 'h2' | 'h3' | 'h4';
  return (
    <Tag class={`doc-h${level}`} {...(id === undefined ? {} : { id })}>
      {text}
    </Tag>
  );
}

/** One block. `place` makes the ids inside it its own. */
export function BlockPart({ block, writing, place }: { block: Block; writing: Writing; place: string }): VNode {
  switch (block.kind) {
    case 'heading':
      return <Heading level={writing.level + block.level - 1} text={block.text} />;
    case 'paragraph':
      return (
        <p class="doc-p">
          <Said words={block.words} writing={writing} />
        </p>
      );
    case 'passage':
      return (
        <div class="doc-passage">
          {block.paragraphs.map((words) => (
            <p class="doc-p" key={plainText(words)}>
              <Said words={words} writing={writing} />
            </p>
          ))}
          <p class="doc-passage__author">
            Written by: {block.author}
            <Mark record={block.record} writing={writing} />
          </p>
        </div>
      );
    case 'list':
      return (
        <ul class="doc-list">
          {block.items.map((words, index) => (
            <li key={index}>
              <Said words={words} writing={writing} />
            </li>
          ))}
        </ul>
      );
    case 'claims':
      return (
        <ul class="doc-list">
          {block.items.map((item, index) => (
            <li key={index}>
              <Said words={item.words} writing={writing} />{' '}
              <strong class={`doc-pill doc-pill--${item.tone}`}>{item.mark}</strong>
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <TablePart table={block} writing={writing} place={place} />;
    case 'bars':
      return <BarsPart chart={block} writing={writing} />;
    case 'key-figures':
      return (
        <ul class="doc-figures">
          {block.items.map((item) => (
            <li class="doc-figure" key={`${item.label} ${item.note}`}>
              <p class={item.value.length > 7 ? 'doc-figure__value doc-figure__value--words' : 'doc-figure__value'}>
                <Tied text={item.value} record={item.record} writing={writing} />
              </p>
              <p class="doc-figure__label">{item.label}</p>
              {item.note === '' ? null : <p class="doc-figure__note">{item.note}</p>}
            </li>
          ))}
        </ul>
      );
    case 'note':
      return (
        <div class={`doc-note doc-note--${block.tone}`}>
          <p class="doc-note__title">{block.title}</p>
          {block.words.map((words, index) => (
            <p class="doc-p" key={index}>
              <Said words={words} writing={writing} />
            </p>
          ))}
        </div>
      );
    case 'records':
      return <RecordsPart writing={writing} />;
  }
}

function RecordsPart({ writing }: { writing: Writing }): VNode {
  const { model, options } = writing;
  const sources = sourcesOf(model);
  return (
    <>
      <dl class="doc-sources">
        {sources.map(({ letter, title }) => (
          <div key={letter}>
            <dt>{letter}</dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
      <ol class="doc-records">
        {model.records.map((record, index) => (
          <li key={record.path} id={`record-${index + 1}`}>
            {options.publicUrl === undefined ? (
              record.label
            ) : (
              <a href={recordAddress(model, index + 1, options)}>{record.label}</a>
            )}
            <span class="doc-quiet">
              {`. ${sources.find(({ title }) => title === record.source)?.letter}${record.place === '' ? '' : `, ${record.place}`}.`}
              {options.publicUrl === undefined ? ` ${record.path}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Words with their links. A number or name that has a record is the link itself; a claim gets a small mark at its end. */
function Said({ words, writing }: { words: Words; writing: Writing }): VNode {
  return (
    <>
      {words.map((run, index) => {
        const text = run.strong ? (
          <strong>{run.text}</strong>
        ) : run.quiet ? (
          <span class="doc-quiet">{run.text}</span>
        ) : (
          run.text
        );
        if (run.record === undefined) return <span key={index}>{text}</span>;
        if (run.text === '') return <Mark key={index} record={run.record} writing={writing} />;
        return <Tied key={index} text={text} record={run.record} writing={writing} />;
      })}
    </>
  );
}

function Tied({
  text,
  record,
  writing,
}: {
  text: ComponentChildren;
  record: number | undefined;
  writing: Writing;
}): VNode {
  if (record === undefined) return <>{text}</>;
  return (
    <a class="doc-tied" href={recordAddress(writing.model, record, writing.options)}>
      {text}
    </a>
  );
}

function Mark({ record, writing }: { record: number; writing: Writing }): VNode {
  const label = writing.model.records[record - 1]?.label ?? '';
  return (
    <sup class="doc-mark">
      <a href={recordAddress(writing.model, record, writing.options)} aria-label={`Record ${record}: ${label}`}>
        [{record}]
      </a>
    </sup>
  );
}

function TablePart({ table, writing, place }: { table: TableBlock; writing: Writing; place: string }): VNode {
  return (
    <section class="doc-scroll" aria-labelledby={`table-${place}`} tabindex={0}>
      <table class="doc-table">
        <caption id={`table-${place}`}>{table.title}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th scope="col" key={column.title} class={column.align === 'end' ? 'doc-end' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((words, column) => {
                const said = <Said words={words} writing={writing} />;
                if (column === 0) {
                  return (
                    <th scope="row" key={column}>
                      {said}
                    </th>
                  );
                }
                return (
                  <td key={column} class={table.columns[column]?.align === 'end' ? 'doc-end' : undefined}>
                    {said}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A bar chart that is its own table: what a picture would hide from some readers stands in its cells. */
function BarsPart({ chart, writing }: { chart: BarsBlock; writing: Writing }): VNode {
  const longest = Math.max(...chart.groups.flatMap((group) => group.bars.map((bar) => bar.value)), Number.MIN_VALUE);
  return (
    <table class="doc-bars">
      <caption>
        {chart.title}
        <span class="doc-bars__scale">{chart.scale}</span>
      </caption>
      <thead class="doc-hidden">
        <tr>
          <th scope="col">Line</th>
          <th scope="col">Bar</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      {chart.groups.map((group) => (
        <tbody key={group.label}>
          <tr>
            <th scope="rowgroup" colSpan={3} class="doc-bars__group">
              {group.label}
            </th>
          </tr>
          {group.bars.map((bar, index) => (
            <tr key={index}>
              <th scope="row" class="doc-bars__label">
                {bar.label === '' ? <span class="doc-hidden">{chart.series[bar.series]}</span> : bar.label}
              </th>
              <td class="doc-bars__bar">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                  <rect
                    width={Math.max(0.5, Math.round((1000 * bar.value) / longest) / 10)}
                    height="10"
                    class={`doc-series-${(bar.series % 3) + 1}`}
                  />
                </svg>
              </td>
              <td class="doc-bars__value">
                <Tied text={bar.shown} record={bar.record} writing={writing} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
