import type { VNode } from 'preact';
import { EmptyState, LoadAYear, PageHeading, Section, YearSwitch } from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import type { DayView } from '../day.ts';
import type { LoopStep, Share, Task } from '../rules.ts';
import { Day } from './day.tsx';

/** A theme with how often and where it was seen, in words. */
interface SeenTheme {
  key: string;
  name: string;
  seen: string;
}

/** What the home page shows of one year. */
export interface HomeView {
  year: string;
  years: string[];
  standing: string;
  shares: Share[];
  tasks: Task[];
  loop: LoopStep[];
  /** Themes that came back in most places. */
  themes: SeenTheme[];
  /** Themes that audits found to work well. */
  strengths: SeenTheme[];
  nextYear: { year: string; priorities: { key: string; title: string }[] } | null;
}

/** What waits for whoever is signed in, how the partnership's year stands, and what to do next: `/`. */
export function HomePage({ view, day }: { view: HomeView | null; day: DayView | null }): VNode {
  if (!view) return <NothingLoaded day={day} />;
  return (
    <Page title={day ? 'What waits for you' : `How the year stands, ${view.year}`}>
      {day ? (
        <>
          <Day day={day} />
          <div class="kith-home__year">
            <span class="govuk-caption-l">{view.year}</span>
            <h2 class="govuk-heading-l">How the year stands</h2>
            <p class="kith-lede">{view.standing}</p>
          </div>
        </>
      ) : (
        <PageHeading caption={view.year} title="How the year stands" lede={view.standing} />
      )}
      <YearSwitch years={view.years} current={view.year} hrefOf={(year) => `/?year=${year}`} />
      <Shares shares={view.shares} />
      <div class="kith-home">
        <div>
          <Tasks tasks={view.tasks} />
          <Section title="What keeps coming back" id="themes">
            {view.themes.length ? (
              <Themes themes={view.themes} />
            ) : (
              <p class="govuk-body kith-quiet">No theme came back in a second review or audit.</p>
            )}
          </Section>
          {view.strengths.length ? (
            <Section title="What works well" id="strengths">
              <Themes themes={view.strengths} />
            </Section>
          ) : null}
        </div>
        <div>
          <Loop steps={view.loop} />
          {view.nextYear ? (
            <Section title={`What ${view.nextYear.year} asks`} id="next-year">
              <ul class="kith-list">
                {view.nextYear.priorities.map((priority) => (
                  <li key={priority.key}>
                    <a class="govuk-link" href={`/priorities/${priority.key}`}>
                      {priority.title}
                    </a>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

function Themes({ themes }: { themes: SeenTheme[] }): VNode {
  return (
    <ul class="kith-list">
      {themes.map((theme) => (
        <li key={theme.key}>
          <a class="govuk-link" href={`/learning/themes/${theme.key}`}>
            {theme.name}
          </a>
          <span class="kith-list__about">{theme.seen}</span>
        </li>
      ))}
    </ul>
  );
}

function Shares({ shares }: { shares: Share[] }): VNode | null {
  if (shares.length === 0) return null;
  return (
    <ul class="kith-figures" aria-label="The year in numbers">
      {shares.map(({ part, whole, of, href }) => (
        <li class="kith-figure" key={of}>
          <a class="kith-figure__link" href={href}>
            <span class="kith-figure__number">
              {part} of {whole}
            </span>{' '}
            <span class="kith-figure__label">{of}</span>
          </a>
          <svg class="kith-share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="kith-share__all" width="100" height="6" />
            <rect class="kith-share__part" width={(100 * part) / whole} height="6" />
          </svg>
        </li>
      ))}
    </ul>
  );
}

function Tasks({ tasks }: { tasks: Task[] }): VNode {
  return (
    <Section title="What needs doing" id="next">
      {tasks.length ? (
        <ol class="kith-tasks">
          {tasks.map((task) => (
            <li class="kith-task" key={task.what}>
              <a class="govuk-link" href={task.href}>
                {task.what}
              </a>
              <p class="kith-task__why">{task.why}</p>
            </li>
          ))}
        </ol>
      ) : (
        <p class="govuk-body">Nothing on record is waiting for somebody.</p>
      )}
    </Section>
  );
}

function Loop({ steps }: { steps: LoopStep[] }): VNode {
  return (
    <Section title="The year, step by step" id="loop">
      <ol class="kith-loop">
        {steps.map((step) => (
          <li key={step.step}>
            <h3 class="kith-loop__step">{step.step}</h3>
            <p class="kith-loop__says">
              {step.says}{' '}
              {step.link ? (
                <a class="govuk-link" href={step.link.href}>
                  {step.link.text}
                </a>
              ) : null}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function NothingLoaded({ day }: { day: DayView | null }): VNode {
  return (
    <Page title="Home">
      {day ? <Day day={day} /> : null}
      {day ? (
        <h2 class="govuk-heading-l">No year is loaded yet</h2>
      ) : (
        <PageHeading
          title="No year is loaded yet"
          lede="Kith turns a partnership’s year into a safeguarding snapshot and a yearly report whose every figure opens onto its source."
        />
      )}
      <EmptyState
        will="Here will stand how the year stands: what is known and what is not, which stated results rest on a measure, and what needs doing next."
        how={<LoadAYear />}
      />
    </Page>
  );
}
