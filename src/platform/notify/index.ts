/**
 * What Kith tells people: a line on their own page of notices, and a message by mail. Both are written in the transaction
 * of the act they tell of, so that nobody is told of what did not happen; mail leaves afterwards. Neither holds what a
 * record says or whom it is about. What opens an account goes by `mailSealed` alone, which nobody but its reader can read.
 */
export {
  forgetMessages,
  listMessages,
  MESSAGE_STATES,
  type MessageState,
  type OutgoingMessage,
  tryAgain,
} from './outbox.ts';
export { postBy } from './post.ts';
export { mailSealed } from './sealed.ts';
export { sendMail } from './send-mail.ts';
export { tellAddress, tellPeople, type Word } from './tell.ts';
