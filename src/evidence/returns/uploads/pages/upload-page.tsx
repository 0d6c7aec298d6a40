import type { VNode } from 'preact';
import { momentInWords } from '../../../../platform/clocks/index.ts';
import { megabytes } from '../../../../platform/uploads/index.ts';
import { Button, InsetText, NotificationBanner } from '../../../../platform/web/govuk/index.ts';
import { Facts, Form, PageHeading } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { returnInWords } from '../kinds.ts';
import { hasStopped, type Upload } from '../upload.ts';
import { crumbs, NEW_RETURN, uploadHref } from './links.ts';

/** So often a page without script looks again, in seconds. */
const LOOKS_AGAIN = 3;

/** An upload that is being checked: how far it is, and a way out. */
export function CheckingPage({ upload, done, now }: { upload: Upload; done: string | null; now: Date }): VNode {
  const href = uploadHref(upload.id);
  const percent = Math.floor(upload.progress / 10);
  if (hasStopped(upload, now)) return <StoppedPage upload={upload} />;
  return (
    <Page title="Your return is being checked" breadcrumbs={crumbs()} refreshAfter={LOOKS_AGAIN}>
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <PageHeading title="Your return is being checked" caption={returnInWords(upload.returnKind, upload.rules)} />
      <div data-kith-progress={`${href}/progress`}>
        <p class="kith-lede">
          <span data-kith-progress-words aria-live="polite">
            {upload.progress === 0 ? 'It is about to begin.' : `${percent} % is done.`}
          </span>
        </p>
        <progress
          class="kith-progress"
          max={1000}
          value={upload.progress}
          aria-label="How much of the file is checked"
        />
      </div>
      <p class="govuk-body">
        Most returns take a few seconds. This page goes on by itself when it is finished; you may leave it and come
        back.
      </p>
      <FileFacts upload={upload} />
      <Form action={`${href}/cancel`}>
        <Button classes="govuk-button--secondary" preventDoubleClick>
          Cancel the check
        </Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={href}>
          Look again now
        </a>
      </p>
    </Page>
  );
}

/** A file that can't be read: one sentence that says where, and what can be done. */
export function UnreadablePage({ upload }: { upload: Upload }): VNode {
  return (
    <Page title="The file can’t be read" breadcrumbs={crumbs()} hasError>
      <PageHeading title="The file can’t be read" caption={returnInWords(upload.returnKind, upload.rules)} />
      <InsetText>{upload.fault}</InsetText>
      <p class="govuk-body">Nothing was kept of what was read before that.</p>
      <FileFacts upload={upload} />
      <Button href={NEW_RETURN}>Choose another file</Button>
      <ThrowAway upload={upload} label="Remove this attempt" />
    </Page>
  );
}

function StoppedPage({ upload }: { upload: Upload }): VNode {
  return (
    <Page title="The check stopped" breadcrumbs={crumbs()} hasError>
      <PageHeading title="The check stopped" caption={returnInWords(upload.returnKind, upload.rules)} />
      <InsetText>Kith was started anew while it checked this file. Nothing of it was kept: send it again.</InsetText>
      <FileFacts upload={upload} />
      <Button href={NEW_RETURN}>Send it again</Button>
      <ThrowAway upload={upload} label="Remove this attempt" />
    </Page>
  );
}

/** The button that throws away what is not accepted. */
export function ThrowAway({ upload, label }: { upload: Upload; label: string }): VNode {
  return (
    <Form action={`${uploadHref(upload.id)}/throw-away`}>
      <Button classes="govuk-button--secondary" preventDoubleClick>
        {label}
      </Button>
    </Form>
  );
}

function FileFacts({ upload }: { upload: Upload }): VNode {
  const { fileName, bytes, reference, madeAt } = upload;
  return (
    <Facts
      row
      facts={[
        { name: 'File', value: <span class="kith-break">{fileName}</span> },
        { name: 'Size', value: megabytes(bytes) },
        { name: 'Sent', value: momentInWords(madeAt) },
        { name: 'Number', value: reference },
      ]}
    />
  );
}
