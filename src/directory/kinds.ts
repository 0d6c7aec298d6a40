import { orderedIn, type RecordKind, recordKind, refuseLoops } from '../platform/records/index.ts';
import { agency } from './agency.ts';
import { area } from './area.ts';
import { saveAgency, saveArea, saveSource } from './repository.ts';
import { sourceDocument } from './source-document.ts';

/** The directory's kinds of record, in the order in which they are saved. */
export const directoryKinds: readonly RecordKind[] = [
  recordKind({
    kind: 'source',
    heading: 'sources',
    about: 'A document from which records were taken.',
    schema: sourceDocument,
    key: (source) => source.key,
    save: (trx, source) => saveSource(trx, source),
  }),
  recordKind({
    kind: 'area',
    heading: 'areas',
    about: 'An area for which something is counted: a council, the whole partnership, a region, the country.',
    schema: area,
    key: (one) => one.code,
    save: (trx, one, _provenance, position) => saveArea(trx, one, position),
    reorder: orderedIn('area', 'code'),
  }),
  recordKind({
    kind: 'agency',
    heading: 'agencies',
    about: 'An organisation that works in the arrangements, or once did.',
    schema: agency,
    key: (one) => one.key,
    references: (one) =>
      one.successor === undefined ? [] : [{ kind: 'agency', key: one.successor, path: ['successor'] }],
    save: (trx, one) => saveAgency(trx, one),
    verify: refuseLoops('agency', 'succeeded_by', 'An agency cannot, by way of others, be its own successor.'),
  }),
];
