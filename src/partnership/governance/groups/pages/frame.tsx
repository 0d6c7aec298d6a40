import type { ComponentChildren, VNode } from 'preact';
import { PageHeading } from '../../../../platform/web/kith/index.ts';
import { SubNavigation } from '../../../../platform/web/moj/index.ts';
import { type Crumb, Page } from '../../../../platform/web/page.tsx';
import type { Group } from '../../../arrangements/index.ts';

/** Address of a group. */
export function groupHref(key: string): string {
  return `/partnership/groups/${key}`;
}

/** Pages above one that belongs to a group. */
export function groupCrumbs(group: Pick<Group, 'key' | 'name'>): Crumb[] {
  return [
    { text: 'Home', href: '/' },
    { text: 'Partnership', href: '/partnership' },
    { text: group.name, href: groupHref(group.key) },
  ];
}

/** Which page of a group is shown. */
export type GroupPart = 'members' | 'duties' | 'terms';

/** What is the same around every page of a group for people who are signed in. */
export function GroupFrame(props: {
  group: Group;
  part: GroupPart;
  title: string;
  lede?: string;
  /** Stands above everything else: what was just done. */
  banner?: ComponentChildren;
  hasError?: boolean;
  children: ComponentChildren;
}): VNode {
  const { group, part, title } = props;
  const href = groupHref(group.key);
  return (
    <Page title={`${title}: ${group.name}`} breadcrumbs={groupCrumbs(group)} hasError={props.hasError ?? false}>
      {props.banner}
      <PageHeading title={title} caption={group.name} lede={props.lede} />
      <SubNavigation
        label={`Pages of ${group.name}`}
        items={[
          { text: 'What it is for', href },
          { text: 'Members', href: `${href}/members`, active: part === 'members' },
          { text: 'Duties', href: `${href}/duties`, active: part === 'duties' },
          { text: 'Meetings', href: `/meetings?group=${encodeURIComponent(group.key)}` },
        ]}
      />
      {props.children}
    </Page>
  );
}
