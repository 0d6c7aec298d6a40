import { sql } from 'kysely';
import type { Command } from './command.ts';
import { noWords } from './words.ts';

/** Brings the database up to this program, as every command does, and says where it stands. */
export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'Bring the database up to this version of Kith.',
  usage: 'kith migrate',
  run: async ({ args, openDatabase, out }) => {
    noWords(migrateCommand, args);
    const db = await openDatabase();
    const { rows } = await sql<{ last: string }>`
      select lpad(number::text, 4, '0') || '-' || name as last
      from schema_migration order by number desc limit 1`.execute(db);
    out(`The database is up to date: its last migration is ${rows[0]?.last}.\n`);
    return 0;
  },
};
