import type { ComponentChildren, VNode } from 'preact';
import { type Attributes, classNames, type Dressing, isEmpty } from './content.ts';

/** One link in the footer. */
export interface FooterLink {
  text: string;
  href: string;
  attributes?: Attributes | undefined;
}

/** A headed list of links. */
export interface FooterSection {
  title: string;
  /** Sets the links in so many columns. */
  columns?: number | undefined;
  /** Share of the page's width, as in `two-thirds`; all of it unless told. */
  width?: string | undefined;
  items?: readonly FooterLink[] | undefined;
}

/** The small links, and what stands beneath them. */
export interface FooterMeta {
  /** Heading for screen readers; “Support links” unless told. */
  visuallyHiddenTitle?: string | undefined;
  items?: readonly FooterLink[] | undefined;
  text?: ComponentChildren;
}

/** What the footer takes. */
export interface FooterProps extends Dressing {
  /** A mark at the head of the footer. The crown belongs to GOV.UK, so there is none unless one is given. */
  logo?: ComponentChildren;
  navigation?: readonly FooterSection[] | undefined;
  meta?: FooterMeta | undefined;
  /** Under which terms the content may be used. Shown with the mark of the Open Government Licence. */
  contentLicence?: ComponentChildren;
  /** Who holds the copyright, where it is the Crown: it links to the National Archives' page on Crown copyright. */
  crownCopyright?: ComponentChildren;
  containerClasses?: string | undefined;
}

/** The foot of every page. */
export function Footer(props: FooterProps): VNode {
  return (
    <div class={classNames('govuk-footer', props.classes)} {...props.attributes}>
      <div class={classNames('govuk-width-container', props.containerClasses)}>
        {props.logo}
        {props.navigation?.length ? (
          <>
            <div class="govuk-footer__navigation">{props.navigation.map((part) => [section(part), ' '])}</div>
            <hr class="govuk-footer__section-break" />
          </>
        ) : null}
        <div class="govuk-footer__meta">
          <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
            {props.meta ? metaContent(props.meta) : null}
            {isEmpty(props.contentLicence) ? null : (
              <>
                <LicenceMark /> <span class="govuk-footer__licence-description">{props.contentLicence}</span>
              </>
            )}
          </div>
          {isEmpty(props.crownCopyright) ? null : (
            <div class="govuk-footer__meta-item">
              <a
                class="govuk-footer__link govuk-footer__copyright-logo"
                href="https://www.nationalarchives.gov.uk/information-management/re-using-public-sector-information/uk-government-licensing-framework/crown-copyright/"
              >
                {props.crownCopyright}
              </a>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

function section(part: FooterSection): VNode {
  return (
    <div class={`govuk-footer__section govuk-grid-column-${part.width || 'full'}`}>
      <h2 class="govuk-footer__heading govuk-heading-m">{part.title}</h2>
      {part.items?.length ? (
        <ul
          class={part.columns ? `govuk-footer__list govuk-footer__list--columns-${part.columns}` : 'govuk-footer__list'}
        >
          {part.items.map((item) =>
            item.href && item.text ? <li class="govuk-footer__list-item">{footerLink(item)}</li> : null,
          )}
        </ul>
      ) : null}
    </div>
  );
}

function metaContent(meta: FooterMeta): VNode {
  return (
    <>
      <h2 class="govuk-visually-hidden">{meta.visuallyHiddenTitle || 'Support links'}</h2>
      {meta.items?.length ? (
        <ul class="govuk-footer__inline-list">
          {meta.items.map((item) => [<li class="govuk-footer__inline-list-item">{footerLink(item)}</li>, ' '])}
        </ul>
      ) : null}
      {isEmpty(meta.text) ? null : <div class="govuk-footer__meta-custom">{meta.text}</div>}
    </>
  );
}

function footerLink(item: FooterLink): VNode {
  return (
    <a class="govuk-footer__link" href={item.href} {...item.attributes}>
      {item.text}
    </a>
  );
}

function LicenceMark(): VNode {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      class="govuk-footer__licence-logo"
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 483.2 195.7"
      height="17"
      width="41"
    >
      <path
        fill="currentColor"
        d="M421.5 142.8V.1l-50.7 32.3v161.1h112.4v-50.7zm-122.3-9.6A47.12 47.12 0 0 1 221 97.8c0-26 21.1-47.1 47.1-47.1 16.7 0 31.4 8.7 39.7 21.8l42.7-27.2A97.63 97.63 0 0 0 268.1 0c-36.5 0-68.3 20.1-85.1 49.7A98 98 0 0 0 97.8 0C43.9 0 0 43.9 0 97.8s43.9 97.8 97.8 97.8c36.5 0 68.3-20.1 85.1-49.7a97.76 97.76 0 0 0 149.6 25.4l19.4 22.2h3v-87.8h-80l24.3 27.5zM97.8 145c-26 0-47.1-21.1-47.1-47.1s21.1-47.1 47.1-47.1 47.2 21 47.2 47S123.8 145 97.8 145"
      />
    </svg>
  );
}
