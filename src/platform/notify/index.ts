/**
 * What Kith tells people: a line on their own page of notices, and a message by mail. Both are written in the transaction
 * of the act they tell of, so that nobody is told of what did not happen; mail leaves afterwards. Neither holds what a
 * record says, whom it is about or anything that opens an account.
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
export { sendMail } from './send-mail.ts';
export { tellAddress, tellPeople, type Word } from './tell.ts';
