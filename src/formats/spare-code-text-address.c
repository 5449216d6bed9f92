/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-text-private.h"

#include <string.h>

/* What stands in a service's text beside codes: dates, times and addresses. */

static gboolean
is_edge (const char *at,
         const char *end)
{
  return at == end || !(g_ascii_isalnum (*at) || (guint8) *at >= 128 || *at == '-' || *at == '/');
}

static const char *
read_number (const char *at,
             const char *end,
             guint       n_max,
             guint      *value,
             guint      *n)
{
  *value = *n = 0;
  while (at < end && *n < n_max && g_ascii_isdigit (*at))
    {
      *value = *value * 10 + (guint) (*at - '0');
      at++;
      (*n)++;
    }
  return at;
}

static gboolean
is_year (guint value,
         guint n)
{
  return n == 4 ? value >= 1970 && value < 2100 : n == 2;
}

/* "14:05", "14:05:11", and what follows a "T" */
static const char *
find_time (const char *at,
           const char *end)
{
  guint value;
  guint n;
  const char *to = read_number (at, end, 2, &value, &n);

  if (n == 0 || value > 24 || to == end || *to != ':')
    return NULL;
  to = read_number (to + 1, end, 2, &value, &n);
  if (n != 2 || value > 59)
    return NULL;
  while (to < end && (g_ascii_isdigit (*to) || *to == ':' || *to == '.'))
    to++;
  if (to[-1] == '.' || to[-1] == ':')
    to--;
  if (to < end && (*to == 'Z' || *to == '+'))
    while (to < end && (g_ascii_isdigit (*to) || *to == 'Z' || *to == '+' || *to == ':'))
      to++;
  return is_edge (to, end) ? to : NULL;
}

/* "2026-01-02", "2.1.2026", "1/2/26" */
static const char *
find_numeric (const char *at,
              const char *end)
{
  guint values[3];
  guint n[3];
  char sign = 0;

  for (guint i = 0; i < 3; i++)
    {
      at = read_number (at, end, 4, &values[i], &n[i]);
      if (n[i] == 0)
        return NULL;
      if (i == 2)
        break;
      if (at == end || strchr ("-./", *at) == NULL || (sign != 0 && *at != sign))
        return NULL;
      sign = *at++;
    }
  if (n[0] == 4 ? !(is_year (values[0], 4) && n[1] <= 2 && n[2] <= 2 && values[1] <= 12 && values[2] <= 31)
                : !(is_year (values[2], n[2]) && n[0] <= 2 && n[1] <= 2 && values[0] <= 31 && values[1] <= 31))
    return NULL;
  if (at < end && (*at == 'T' || *at == 't'))
    return find_time (at + 1, end);
  return is_edge (at, end) ? at : NULL;
}

static const char *
skip_blank (const char *at,
            const char *end)
{
  while (at < end && (*at == ' ' || *at == ','))
    at++;
  return at;
}

static const char *
find_month (const char *at,
            const char *end)
{
  static const char months[] = "jan feb mar apr may jun jul aug sep oct nov dec mai okt dez mär fév fev avr jui aoû "
                               "déc ene abr ago dic gen mag giu lug set ott maa mei maj ";
  const char *start = at;
  char prefix[3 * 6 + 1] = { 0 };

  while (at < end && (g_ascii_isalpha (*at) || (guint8) *at >= 128))
    at++;
  if (at - start < 3 || at - start > 12 || g_utf8_strlen (start, at - start) < 3)
    return NULL;
  g_utf8_strncpy (prefix, start, 3);
  for (char *letter = prefix; *letter != 0; letter++)
    *letter = g_ascii_tolower (*letter);
  if (strstr (months, prefix) == NULL)
    return NULL;
  return at < end && *at == '.' ? at + 1 : at;
}

static const char *
find_day (const char *at,
          const char *end)
{
  static const char *const ends[] = { ".", "st", "nd", "rd", "th", "er" };
  guint value;
  guint n;

  at = read_number (at, end, 2, &value, &n);
  if (n == 0 || value == 0 || value > 31)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if ((gsize) (end - at) >= strlen (ends[i]) && memcmp (at, ends[i], strlen (ends[i])) == 0)
      at += strlen (ends[i]);
  return at;
}

/* "Jan 2, 2026", "2. Januar 2026" */
static const char *
find_written (const char *at,
              const char *end)
{
  gboolean day_first = g_ascii_isdigit (*at);
  const char *to = day_first ? find_day (at, end) : find_month (at, end);
  guint value;
  guint n;

  if (to != NULL)
    to = day_first ? find_month (skip_blank (to, end), end) : find_day (skip_blank (to, end), end);
  if (to == NULL)
    return NULL;
  to = read_number (skip_blank (to, end), end, 4, &value, &n);
  return n == 4 && is_year (value, n) && is_edge (to, end) ? to : NULL;
}

/* " +0100" */
static const char *
skip_zone (const char *at,
           const char *end)
{
  const char *to = at;
  guint value;
  guint n = 0;

  if (end - at >= 6 && at[0] == ' ' && (at[1] == '+' || at[1] == '-'))
    to = read_number (at + 2, end, 4, &value, &n);
  return n == 4 && is_edge (to, end) ? to : at;
}

const char *
spare_code_find_date (const char *at,
                      const char *end)
{
  const char *to = g_ascii_isdigit (*at) ? find_numeric (at, end) : NULL;

  if (to == NULL && g_ascii_isdigit (*at))
    to = find_time (at, end);
  return to != NULL ? skip_zone (to, end) : find_written (at, end);
}

static gboolean
is_local_part (char ch)
{
  return g_ascii_isalnum (ch) || (guint8) ch >= 128 || strchr (".!#$%&'*+-/=?^_`{|}~", ch) != NULL;
}

static gboolean
is_mail (const char *start,
         const char *end)
{
  const char *at = memchr (start, '@', (gsize) (end - start));

  if (at == NULL || at == start || end - at < 4 || memchr (at, '.', (gsize) (end - at)) == NULL)
    return FALSE;
  for (; start < at; start++)
    if (!is_local_part (*start))
      return FALSE;
  for (at++; at < end; at++)
    if (!g_ascii_isalnum (*at) && (guint8) *at < 128 && *at != '.' && *at != '-')
      return FALSE;
  return TRUE;
}

/* "github.com/settings": labels, of which the last has letters only */
static gboolean
is_host (const char *start,
         const char *end)
{
  const char *label = start;
  guint n_labels = 0;
  gboolean letters = TRUE;
  const char *at;

  for (at = start; at <= end; at++)
    {
      if (at < end && (g_ascii_isalnum (*at) || *at == '-'))
        {
          letters = letters && g_ascii_isalpha (*at);
          continue;
        }
      if (at == label)
        return FALSE;
      n_labels++;
      if (at == end || *at != '.')
        break;
      label = at + 1;
      letters = TRUE;
    }
  if (at < end && strchr ("/:?#", *at) == NULL)
    return FALSE;
  return n_labels >= 2 && letters && at - label >= 2 && at - label <= 12;
}

gboolean
spare_code_is_address (const char *start,
                       const char *end)
{
  gsize size = (gsize) (end - start);

  if (size < 4)
    return FALSE;
  if (g_strstr_len (start, (gssize) size, "://") != NULL || g_ascii_strncasecmp (start, "www.", 4) == 0 ||
      (size > 7 && g_ascii_strncasecmp (start, "mailto:", 7) == 0))
    return TRUE;
  return is_mail (start, end) || is_host (start, end);
}
