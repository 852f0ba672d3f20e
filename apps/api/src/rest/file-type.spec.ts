import { typeOfFile } from './file-type.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('what a file is', () => {
  it.each([
    ['%PDF-1.7\n…', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n\0\0', 'image/png'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['GIF89a\0\0', 'image/gif'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['II*\0\x08\0\0\0', 'image/tiff'],
    [
      'PK\x03\x04…[Content_Types].xml…word/document.xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'PK\x03\x04…[Content_Types].xml…xl/workbook.xml',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['Sherbrooke, le 17 avril 2025\r\n\tfin', 'text/plain; charset=utf-8'],
    ['<html><script>alert(1)</script>', 'text/plain; charset=utf-8'],
  ])('has the type that its content shows: %j', (content, type) => {
    expect(typeOfFile(bytes(content))).toBe(type);
  });

  it.each([
    ['nothing', ''],
    ['a program', 'MZ\x90\0\x03'],
    ['another archive', 'PK\x03\x04[Content_Types].xml ppt/presentation.xml'],
    ['a document with macros', 'PK\x03\x04[Content_Types].xml word/document.xml word/vbaProject.bin'],
    ['a workbook with macros', 'PK\x03\x04[Content_Types].xml xl/workbook.xml xl/vbaProject.bin'],
    ['text that is not UTF-8', 'caf\xe9'],
    ['text with a NUL', 'a\0b'],
    ['much text that is not UTF-8 at its end', `${'a'.repeat(100_000)}caf\xe9`],
  ])('is nothing that a source may have: %s', (_what, content) => {
    expect(typeOfFile(bytes(content))).toBeNull();
  });
});
