import type { VNode } from 'preact';
import { type AccessTable, type HeldRole, ROLES } from '../../../platform/access/index.ts';
import { Table } from '../../../platform/web/govuk/index.ts';
import { Claim, Claims, Facts, PageHeading, Scroll, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { ROLE_GIVERS } from '../../people/roles/role-givers.ts';
import {
  actionInWords,
  linesBriefly,
  linesByRole,
  purposesInWords,
  type RoleLines,
  RULES_ABOVE,
  reachInWords,
} from '../table-words.ts';

/** Who may see what, and why: the whole access table on one page, `/access`. */
export function TablePage({ table, own }: { table: AccessTable; own: readonly HeldRole[] }): VNode {
  const byRole = linesByRole(table);
  return (
    <Page title="Who may see what" breadcrumbs={[{ text: 'Home', href: '/' }]}>
      <PageHeading
        title="Who may see what"
        lede="What each role may do in Kith, with which records, for what and why. The database keeps to this same table, not only the pages."
      />
      <nav aria-label="Roles">
        <ul class="govuk-list kith-columns">
          {byRole.map(({ role }) => (
            <li key={role}>
              <a class="govuk-link" href={`#${role}`}>
                {ROLES[role].name}
              </a>
              {own.some((one) => one === role) ? ' (yours)' : ''}
            </li>
          ))}
          <li>
            <a class="govuk-link" href="#givers">
              Who gives which role
            </a>
          </li>
        </ul>
      </nav>
      <p class="govuk-body">
        For an auditor:{' '}
        <a class="govuk-link" href="/access/table.xlsx">
          the whole table as a spreadsheet
        </a>{' '}
        or{' '}
        <a class="govuk-link" href="/access/table.csv">
          as comma-separated values
        </a>
        .
      </p>
      <Section title="Rules above every line" id="rules" note="No role is above these.">
        <Facts facts={RULES_ABOVE.map(({ name, words }) => ({ name, value: words }))} />
      </Section>
      <Section
        title="At a glance"
        id="at-a-glance"
        note="Which records of a kind a line reaches, for what and why, stands below under each role."
      >
        <AtAGlance table={table} byRole={byRole} />
      </Section>
      {byRole.map((one) => (
        <OneRole key={one.role} {...one} />
      ))}
      <Section
        title="Who gives which role"
        id="givers"
        note="Nobody gives a role to themselves. An administrator ends any role, and gives none that reaches a restricted record."
      >
        <Claims>
          {ROLE_GIVERS.map(({ role, givers, why }) => (
            <Claim key={role} foot={why}>
              <strong>{ROLES[role].name}</strong>: given by{' '}
              {givers
                .map(
                  ({ giver, within }) =>
                    `${an(ROLES[giver].name.toLowerCase())}${within === 'agency' ? ' to people of their own agency' : ''}`,
                )
                .join(', or ')}
            </Claim>
          ))}
        </Claims>
      </Section>
    </Page>
  );
}

/** Only kinds about which the table says something to somebody, and roles that it gives something. */
function AtAGlance({ table, byRole }: { table: AccessTable; byRole: readonly RoleLines[] }): VNode {
  const kinds = table.kinds.filter(({ kind }) => table.grants.some((line) => line.kind === kind));
  return (
    <Scroll label="What each role may do, at a glance">
      <Table
        classes="kith-table"
        firstCellIsHeader
        caption="What each role may do"
        captionClasses="govuk-visually-hidden"
        head={[{ text: 'Role' }, ...kinds.map(({ plural }) => ({ text: plural }))]}
        rows={byRole
          .filter((one) => one.kinds.length > 0)
          .map((one) => [
            { text: ROLES[one.role].name },
            ...kinds.map(({ kind }) => {
              const found = one.kinds.find((of) => of.kind.kind === kind);
              return { text: found ? linesBriefly(found.lines) : <span class="kith-quiet">nothing</span> };
            }),
          ])}
      />
    </Scroll>
  );
}

function an(role: string): string {
  return `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;
}

function OneRole({ role, kinds }: RoleLines): VNode {
  return (
    <Section title={ROLES[role].name} id={role} note={ROLES[role].about}>
      {kinds.length === 0 ? (
        <p class="govuk-body">
          {role === 'public'
            ? 'No line of this table: the public sees what is published, and never a restricted record or a small number.'
            : 'No line of this table yet: this role sees what the public sees.'}
        </p>
      ) : null}
      {kinds.map(({ kind, lines }) => (
        <div key={kind.kind}>
          <h3 class="govuk-heading-s">
            {kind.plural}
            {kind.restricted ? ' (restricted)' : ''}
          </h3>
          <Claims>
            {lines.map((line) => (
              <Claim
                key={`${line.action} ${line.scope} ${line.involvement}`}
                foot={
                  <>
                    <span>{line.why}</span> <span>For: {purposesInWords(line.purposes).toLowerCase()}.</span>
                  </>
                }
              >
                <strong>{actionInWords(line)}</strong>: {reachInWords(line)}
              </Claim>
            ))}
          </Claims>
        </div>
      ))}
    </Section>
  );
}
