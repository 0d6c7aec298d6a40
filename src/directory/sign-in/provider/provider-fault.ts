import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/**
 * What went wrong with a provider: it does not answer (`away`), it or the person said no (`refused`), its answer does not
 * belong to what was asked (`misfit`), or it vouches for less than Kith asks for (`too-weak`).
 */
export type ProviderFaultKind = 'away' | 'refused' | 'misfit' | 'too-weak';

/** A sign-in with a provider that came to nothing. The message is for the log and holds nothing of a person. */
export class ProviderFault extends Error {
  override name = 'ProviderFault';
  readonly kind: ProviderFaultKind;

  constructor(kind: ProviderFaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Codes of the library for an answer that is none: an error page, a proxy's page, silence. */
const NO_ANSWER = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];
/** The provider's own words for "later", and for "I do not know this Kith", which only the operator can mend. */
const LATER = ['temporarily_unavailable', 'server_error', 'invalid_client', 'unauthorized_client'];
/** The provider's own words for "this was not begun here, or it is over". */
const OVER = ['invalid_grant'];

/** Tells what an error of the library or of the network means. What is no fault of a provider is given back as it is. */
export function faultOf(error: unknown): unknown {
  if (error instanceof ProviderFault) return error;
  if (error instanceof AuthorizationResponseError) {
    return new ProviderFault(LATER.includes(error.error) ? 'away' : 'refused', `it answered ${plain(error.error)}`);
  }
  if (error instanceof ResponseBodyError) {
    const kind = error.status >= 500 || LATER.includes(error.error) ? 'away' : 'misfit';
    return new ProviderFault(OVER.includes(error.error) ? 'misfit' : kind, `it answered ${plain(error.error)}`);
  }
  if (error instanceof ClientError) {
    return new ProviderFault(NO_ANSWER.includes(error.code ?? '') ? 'away' : 'misfit', error.message);
  }
  // What fetch throws when nobody answers.
  if (error instanceof TypeError && !('code' in error)) return new ProviderFault('away', 'it could not be reached');
  return error;
}

/** A word from outside, for a log of lines. */
function plain(word: string): string {
  return word.replace(/[^\w.-]/g, '?').slice(0, 60);
}
