/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file as the program that reads foreign files meets it: what its text is
 * encoded in, what its header is, its rows to their end. */

#include "convert/csv-file.h"
#include "reading.h"
#include "target.h"

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  lt_fuzz_read (bytes, size, "auto", FALSE, lt_csv_file_read);
  lt_fuzz_read (bytes, size, "gb18030", FALSE, lt_csv_file_read);
  lt_fuzz_read (bytes, size, "utf-8", TRUE, lt_csv_file_read);
  return 0;
}
