/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a row of the backup codes' page is about. */
typedef enum
{
  SPARE_SETS_TODO, /* something that is to be done */
  SPARE_SETS_MORE, /* shows the things to do that are left out */
  SPARE_SETS_HAVE, /* an account that has code sets */
  SPARE_SETS_ORPHAN, /* a code set whose account is gone */
  SPARE_SETS_NONE, /* an account that has none */
} SpareSetsKind;

/**
 * SpareSetsItem:
 * @key: tells it from all others
 * @heading: (nullable): of the rows from this one on
 * @title: the first line
 * @name: (nullable): the second line: an account name
 * @status: (nullable): "7 of 10 left"
 * @low: is the status a warning?
 * @detail: (nullable): "On paper: desk, sister · tested on 5 May 2026"
 * @action: detailed; what pressing the row does
 * @button: (nullable): detailed action of the row's button
 * @button_icon: its icon
 * @button_label: what it does, with the account: for tooltip and screen readers
 *
 * What one row says. Of text, never of codes.
 *
 * Signals: "changed": it says something else now.
 */
#define SPARE_TYPE_SETS_ITEM (spare_sets_item_get_type ())
G_DECLARE_FINAL_TYPE (SpareSetsItem, spare_sets_item, SPARE, SETS_ITEM, GObject)

struct _SpareSetsItem
{
  GObject       parent_instance;

  SpareSetsKind kind;
  char         *key;
  char         *heading;
  char         *title;
  char         *name;
  char         *status;
  gboolean      low;
  char         *detail;
  char         *action;
  char         *button;
  const char   *button_icon;
  char         *button_label;
};

SpareSetsItem *spare_sets_item_new    (SpareSetsKind kind,
                                       const char   *key) G_GNUC_WARN_UNUSED_RESULT;

/* Takes over all that @from says; tells if that is something else. */
void           spare_sets_item_assign (SpareSetsItem *self,
                                       SpareSetsItem *from);

/* "win.show-set('ID')" */
char          *spare_sets_item_dup_action (const char *action,
                                           const char *id) G_GNUC_WARN_UNUSED_RESULT;

/* All of it in one sentence, for screen readers. */
char          *spare_sets_item_dup_spoken (SpareSetsItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
