import { expect, it } from 'vitest';
import { PlainError } from '../plain-error.ts';
import { pdfFault } from './pdf.ts';

it('says what to do on a machine whose PDF writer does not know PDF/UA-1', () => {
  const typst = Object.assign(new Error('x'), {
    code: 'failed to deserialize PdfStandard for typst: unknown variant `ua-1`, expected one of `1.7`, `a-2b`, `a-3b`',
  });
  expect(pdfFault(typst)).toBeInstanceOf(PlainError);
  expect(pdfFault(typst).message).toContain('choose docx or html');
});

it('keeps every other fault a defect, with the words of the writer', () => {
  const fault = pdfFault(new Error('label `<x>` does not exist'));
  expect(fault).not.toBeInstanceOf(PlainError);
  expect(fault.message).toBe('The PDF could not be built. label `<x>` does not exist');
});
