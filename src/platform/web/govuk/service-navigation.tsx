import type { ComponentChildren, VNode } from 'preact';
import { type Content, classNames, type Dressing, type Listed } from './content.ts';

/** One place the navigation leads to. */
export interface ServiceNavigationItem extends Omit<Content, 'classes' | 'text'> {
  text?: ComponentChildren;
  href?: string | undefined;
  /** This very page. */
  current?: boolean | undefined;
  /** A page somewhere beneath this item. */
  active?: boolean | undefined;
}

/** Places where a page may put content of its own into the navigation. */
export interface ServiceNavigationSlots {
  start?: ComponentChildren;
  end?: ComponentChildren;
  /** Sets the end slot beside the navigation instead of beneath it. */
  endInline?: boolean | undefined;
  navigationStart?: ComponentChildren;
  navigationEnd?: ComponentChildren;
}

/** What the service navigation takes. */
export interface ServiceNavigationProps extends Dressing {
  navigation?: readonly Listed<ServiceNavigationItem>[] | undefined;
  serviceName?: string | undefined;
  serviceUrl?: string | undefined;
  /** Names the landmark; “Service information” unless told. */
  ariaLabel?: string | undefined;
  menuButtonText?: string | undefined;
  menuButtonLabel?: string | undefined;
  navigationLabel?: string | undefined;
  navigationId?: string | undefined;
  navigationClasses?: string | undefined;
  /** Folds the list behind a menu button on a narrow screen; by default when there is more than one item. */
  collapseNavigationOnMobile?: boolean | undefined;
  slots?: ServiceNavigationSlots | undefined;
}

/** The service's name and the main places in it, at the head of every page. */
export function ServiceNavigation(props: ServiceNavigationProps): VNode {
  const { slots } = props;
  const classes = classNames('govuk-service-navigation', props.classes);
  const content = (
    <div
      class={
        slots?.endInline
          ? 'govuk-width-container govuk-service-navigation__inlining-container'
          : 'govuk-width-container'
      }
    >
      {slots?.start}
      <div class="govuk-service-navigation__container">
        {props.serviceName ? <ServiceName name={props.serviceName} url={props.serviceUrl} /> : null}
        <Navigation {...props} />
      </div>
      {slots?.end}
    </div>
  );
  return props.serviceName || slots?.start || slots?.end ? (
    <section
      aria-label={props.ariaLabel ?? 'Service information'}
      class={classes}
      data-module="govuk-service-navigation"
      {...props.attributes}
    >
      {content}
    </section>
  ) : (
    <div class={classes} data-module="govuk-service-navigation" {...props.attributes}>
      {content}
    </div>
  );
}

function ServiceName({ name, url }: { name: string; url: string | undefined }): VNode {
  return (
    <span class="govuk-service-navigation__service-name">
      {url ? (
        <a href={url} class="govuk-service-navigation__link">
          {name}
        </a>
      ) : (
        <span class="govuk-service-navigation__text">{name}</span>
      )}
    </span>
  );
}

function Navigation(props: ServiceNavigationProps): VNode | null {
  const { slots } = props;
  const items = props.navigation?.filter((item) => !!item) ?? [];
  if (items.length === 0 && !slots?.navigationStart && !slots?.navigationEnd) return null;
  const menuButtonText = props.menuButtonText || 'Menu';
  const id = props.navigationId || 'navigation';
  return (
    <nav
      aria-label={props.navigationLabel || menuButtonText}
      class={classNames('govuk-service-navigation__wrapper', props.navigationClasses)}
    >
      {(props.collapseNavigationOnMobile ?? items.length > 1) ? (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden too, until the script shows the button and drops both
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={id}
          aria-label={
            props.menuButtonLabel && props.menuButtonLabel !== menuButtonText ? props.menuButtonLabel : undefined
          }
          hidden
          aria-hidden="true"
        >
          {menuButtonText}
        </button>
      ) : null}
      <ul class="govuk-service-navigation__list" id={id}>
        {slots?.navigationStart}
        {items.map((item) => [navigationItem(item), ' '])}
        {slots?.navigationEnd}
      </ul>
    </nav>
  );
}

function navigationItem(item: ServiceNavigationItem): VNode {
  const isHere = item.current || item.active;
  const ariaCurrent = item.current ? 'page' : item.active ? 'true' : undefined;
  // The strong element tells the place even where a reader's own colours or styles hide the bar beneath it.
  const text = isHere ? <strong class="govuk-service-navigation__active-fallback">{item.text}</strong> : item.text;
  return (
    <li
      class={
        isHere
          ? 'govuk-service-navigation__item govuk-service-navigation__item--active'
          : 'govuk-service-navigation__item'
      }
    >
      {item.href ? (
        <a class="govuk-service-navigation__link" href={item.href} aria-current={ariaCurrent} {...item.attributes}>
          {text}
        </a>
      ) : item.text ? (
        <span class="govuk-service-navigation__text" aria-current={ariaCurrent}>
          {text}
        </span>
      ) : null}
    </li>
  );
}
