/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-seal.h"

G_BEGIN_DECLS

/* The header of a sealed backup; docs/backup.md says what is in it. Numbers are
 * big-endian. */
#define SPARE_SEAL_MAGIC       "Sparekey backup\n"
#define SPARE_SEAL_VERSION     1
#define SPARE_SEAL_AT_VERSION  16 /* 4 bytes */
#define SPARE_SEAL_AT_PASSES   20 /* 4 */
#define SPARE_SEAL_AT_MEMORY   24 /* 4: KiB */
#define SPARE_SEAL_AT_SIZE     28 /* 8: of the whole file */
#define SPARE_SEAL_AT_SALT     36 /* 16 */
#define SPARE_SEAL_AT_STREAM   52 /* 24: libsodium's own header */
#define SPARE_SEAL_HEADER_SIZE 76
#define SPARE_SEAL_SALT_SIZE   16

/* What is accepted when opening: a minute of one processor at most. */
#define SPARE_SEAL_PASSES_MIN  1
#define SPARE_SEAL_PASSES_MAX  16
#define SPARE_SEAL_MEMORY_MIN  (8 * 1024)        /* KiB */
#define SPARE_SEAL_MEMORY_MAX  (2 * 1024 * 1024) /* KiB */

#define SPARE_SEAL_CHUNK       65536 /* bytes of plaintext in all chunks but the last */
#define SPARE_SEAL_OVERHEAD    17    /* what a chunk is longer than its plaintext */

G_END_DECLS
