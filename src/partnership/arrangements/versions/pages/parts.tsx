import type { VNode } from 'preact';
import { dateInWords } from '../../../../platform/clocks/index.ts';
import { DataNote } from '../../../../platform/web/kith/index.ts';
import { answeredBy, inOrder } from '../rules.ts';
import type { ArrangementVersion, Head, Signature, VersionAgency, VersionSection } from '../version.ts';

/** Words in paragraphs, as they were typed. */
export function Paragraphs({ words }: { words: string }): VNode {
  return (
    <>
      {words
        .split(/\n+/)
        .filter((one) => one.trim() !== '')
        .map((paragraph) => (
          <p class="govuk-body" key={paragraph}>
            {paragraph}
          </p>
        ))}
    </>
  );
}

/** Every section in order, and a visible gap for what is expected and nothing answers. */
export function Sections(props: {
  version: Pick<ArrangementVersion, 'sections'>;
  heads: readonly Head[];
  /** What stands below a section: links of whoever may change it. */
  below?: (section: VersionSection) => VNode;
}): VNode {
  const { version, heads, below } = props;
  const answered = answeredBy(version.sections, heads);
  const known = new Set(heads.map((one) => one.key));
  const others = version.sections.filter((one) => one.head === null || !known.has(one.head));
  return (
    <>
      {answered.map(({ head, sections }) =>
        sections.length === 0 ? (
          <section class="kith-section" id={`gap-${head.key}`} key={head.key}>
            <h2 class="kith-section__title">{head.title}</h2>
            <DataNote title="Nothing here yet">
              This version has no section on it. Expected: {head.asks}
              {head.checked === 'recalled'
                ? ' (As Kith recalls the guidance; its wording is still to be checked.)'
                : ''}
            </DataNote>
          </section>
        ) : (
          sections.map((section) => <One section={section} below={below} key={section.key} />)
        ),
      )}
      {inOrder(others, heads).map((section) => (
        <One section={section} below={below} key={section.key} />
      ))}
    </>
  );
}

function One(props: { section: VersionSection; below: ((section: VersionSection) => VNode) | undefined }): VNode {
  const { section, below } = props;
  return (
    <section class="kith-section" id={`section-${section.key}`}>
      <h2 class="kith-section__title">{section.title}</h2>
      <Paragraphs words={section.words} />
      {below?.(section)}
    </section>
  );
}

/** The agencies that a version binds. */
export function Agencies({ agencies }: { agencies: readonly VersionAgency[] }): VNode {
  const of = (standing: VersionAgency['standing']) => agencies.filter((one) => one.standing === standing);
  return (
    <>
      <h3 class="govuk-heading-s">Statutory safeguarding partners</h3>
      <Names agencies={of('statutory')} none="This version names none." />
      <h3 class="govuk-heading-s">Relevant agencies</h3>
      <Names agencies={of('relevant')} none="This version names none." />
    </>
  );
}

function Names({ agencies, none }: { agencies: readonly VersionAgency[]; none: string }): VNode {
  if (agencies.length === 0) return <p class="govuk-body kith-not-known">{none}</p>;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {agencies.map((one) => (
        <li key={one.key}>{one.name}</li>
      ))}
    </ul>
  );
}

/** Who signed, by agency and post. Nobody is named. */
export function Signatures({ signatures }: { signatures: readonly Signature[] }): VNode {
  if (signatures.length === 0) return <p class="govuk-body kith-not-known">Nobody has signed it.</p>;
  return (
    <ul class="kith-list">
      {signatures.map((one) => (
        <li key={one.agency}>
          <span class="kith-list__title">{one.agencyName}</span>
          <span class="kith-list__about">
            {one.post}, on {dateInWords(one.signedOn)}
            {one.keptAt === null ? '' : ', on paper'}
          </span>
        </li>
      ))}
    </ul>
  );
}
