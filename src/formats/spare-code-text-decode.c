/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-text-private.h"

#include <string.h>

#include "spare-bytes.h"

#define STRIKE_FIRST 0x0335 /* lines through the character before */
#define STRIKE_LAST  0x0338

typedef enum
{
  UTF_8,
  UTF_16_LE,
  UTF_16_BE,
  WINDOWS_1252,
} Encoding;

typedef struct
{
  Encoding      encoding;
  const guint8 *at;
  const guint8 *end;
} Reader;

typedef struct
{
  guint8  *data;
  gsize    length;
  gsize    word;        /* where the word begins that is being written */
  gboolean struck;      /* is it crossed out? And the one before it? */
  gboolean before_struck;
  gsize    controls;
  gboolean binary;
} Writer;

static gunichar
next_unit (Reader *self)
{
  gunichar first = self->at[0];
  gunichar second = self->at[1];

  self->at += 2;
  return self->encoding == UTF_16_LE ? second << 8 | first : first << 8 | second;
}

static gunichar
next_utf16 (Reader *self)
{
  gunichar unit = next_unit (self);
  gunichar low;

  if (unit < 0xd800 || unit > 0xdfff)
    return unit;
  if (unit > 0xdbff || self->end - self->at < 2)
    return 0xfffd;
  low = next_unit (self);
  if (low < 0xdc00 || low > 0xdfff)
    return 0xfffd;
  return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

/* What Windows has where Latin-1 has controls: only what may stand near codes. */
static gunichar
next_windows (Reader *self)
{
  guint8 byte = *self->at++;

  switch (byte)
    {
    case 0x91:
    case 0x92:
      return 0x2019;
    case 0x93:
    case 0x94:
      return 0x201d;
    case 0x95:
      return 0x2022;
    case 0x96:
      return 0x2013;
    case 0x97:
      return 0x2014;
    default:
      return byte;
    }
}

static gboolean
next (Reader   *self,
      gunichar *ch)
{
  gboolean wide = self->encoding == UTF_16_LE || self->encoding == UTF_16_BE;

  if (self->end - self->at < (wide ? 2 : 1))
    return FALSE;
  if (wide)
    *ch = next_utf16 (self);
  else if (self->encoding == WINDOWS_1252)
    *ch = next_windows (self);
  else
    {
      *ch = g_utf8_get_char ((const char *) self->at);
      self->at = (const guint8 *) g_utf8_next_char ((const char *) self->at);
    }
  return TRUE;
}

/* A letter or digit that comes next, in whatever encoding? */
static gboolean
next_is_alnum (const Reader *self)
{
  Reader ahead = *self;
  gunichar ch = 0;

  return next (&ahead, &ch) && ch < 128 && g_ascii_isalnum ((char) ch);
}

static gboolean
has_no_width (gunichar ch)
{
  return ch == 0xad || ch == 0x34f || (ch >= 0x200b && ch <= 0x200f) || (ch >= 0x202a && ch <= 0x202e) ||
         (ch >= 0x2060 && ch <= 0x206f) || (ch >= 0xfe00 && ch <= 0xfe0f) || ch == 0xfeff;
}

static gunichar
simplify (const Writer *writer,
          const Reader *reader,
          gunichar      ch)
{
  if (ch == '\r' || ch == '\v' || ch == '\f' || ch == 0x85 || ch == 0x2028 || ch == 0x2029)
    return '\n';
  if (ch == 0xa0 || ch == 0x1680 || (ch >= 0x2000 && ch <= 0x200a) || ch == 0x202f || ch == 0x205f || ch == 0x3000)
    return ' ';
  if (ch == 0x2010 || ch == 0x2011 || ch == 0x2212 || ch == 0xfe63)
    return '-';
  /* A dash between two groups of a code, not one between words. */
  if (ch >= 0x2012 && ch <= 0x2015 && writer->length > 0 && g_ascii_isalnum ((char) writer->data[writer->length - 1]) &&
      next_is_alnum (reader))
    return '-';
  /* Wide forms of ASCII, from East Asian keyboards. */
  if (ch >= 0xff01 && ch <= 0xff5e)
    return ch - 0xfee0;
  return ch;
}

/* Says with "~" before the word what the line through it says. */
static void
strike (Writer *self)
{
  if (self->struck || self->length == self->word)
    return;
  self->struck = TRUE;
  if (self->before_struck)
    return;
  memmove (self->data + self->word + 1, self->data + self->word, self->length - self->word);
  self->data[self->word] = '~';
  self->length++;
}

static void
write_char (Writer  *self,
            gunichar ch)
{
  if (ch == 0)
    self->binary = TRUE;
  if (ch == 0 || (ch < 0x20 && ch != '\t' && ch != '\n') || (ch >= 0x7f && ch < 0xa0))
    {
      self->controls++;
      ch = ' ';
    }
  self->length += (gsize) g_unichar_to_utf8 (ch, (char *) self->data + self->length);
  if (ch != ' ' && ch != '\t' && ch != '\n')
    return;
  self->before_struck = ch == ' ' && self->struck;
  self->struck = FALSE;
  self->word = self->length;
}

static Reader
reader_new (const char *text,
            gsize       length)
{
  Reader self = { UTF_8, (const guint8 *) text, (const guint8 *) text + length };

  if (length >= 2 && memcmp (text, "\xff\xfe", 2) == 0)
    self.encoding = UTF_16_LE;
  else if (length >= 2 && memcmp (text, "\xfe\xff", 2) == 0)
    self.encoding = UTF_16_BE;
  else if (!g_utf8_validate_len (text, length, NULL))
    self.encoding = WINDOWS_1252;
  return self;
}

GBytes *
spare_code_text_decode (const char *text,
                        gsize       length)
{
  Reader reader = reader_new (text, length);
  Writer writer = { NULL };
  g_autoptr (GBytes) bytes = NULL;
  gsize count = 0;
  gunichar ch;

  if (length >= 5 && memcmp (text, "%PDF-", 5) == 0)
    return NULL;
  /* One byte becomes three at most; a mark of crossing out is longer than its "~". */
  bytes = spare_bytes_new_wiped (length * 3 + 8, &writer.data);
  while (next (&reader, &ch))
    {
      count++;
      if (ch >= STRIKE_FIRST && ch <= STRIKE_LAST)
        strike (&writer);
      else if (!has_no_width (ch))
        write_char (&writer, simplify (&writer, &reader, ch));
    }
  if (writer.binary || writer.controls * 50 > count)
    return NULL;
  writer.data[writer.length] = 0;
  return g_bytes_new_from_bytes (bytes, 0, writer.length);
}
