import type { Word } from '../../sign-in/tell.ts';

const NOT_YOU = 'If it was not you, tell your agency’s assurance lead or an administrator at once.';

function word(happened: string): Word {
  return {
    subject: 'How you sign in to Kith has changed',
    notice: `${happened}.`,
    mail: `${happened} for your Kith account.\n\n${NOT_YOU}`,
  };
}

/** What the owner of an account is told, whoever did it. */
export const WORDS = {
  newApp: word('An authenticator app was set up'),
  newPasskey: (name: string) => word(`The passkey “${name}” was set up`),
  newCodes: word('New recovery codes were made, and the ones before work no more'),
  removed: (what: string) => word(`“${what}” was removed`),
};
