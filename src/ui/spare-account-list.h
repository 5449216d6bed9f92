/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-account.h"

G_BEGIN_DECLS

/* As the setting "sort-order". */
typedef enum
{
  SPARE_ORDER_NAME,
  SPARE_ORDER_USED,
  SPARE_ORDER_HAND,
} SpareOrder;

/**
 * SpareAccountList:
 *
 * The accounts as the person wants to see them: a GListModel that filters and
 * sorts another one. Favourites come first in every order.
 *
 * An account is shown when each word of the search text is part of its service,
 * name, tags or note; case and accents do not count.
 */
#define SPARE_TYPE_ACCOUNT_LIST (spare_account_list_get_type ())
G_DECLARE_FINAL_TYPE (SpareAccountList, spare_account_list, SPARE, ACCOUNT_LIST, GObject)

SpareAccountList *spare_account_list_new           (GListModel *accounts) G_GNUC_WARN_UNUSED_RESULT;

void              spare_account_list_set_search    (SpareAccountList *self,
                                                    const char       *text);
void              spare_account_list_set_tag       (SpareAccountList *self,
                                                    const char       *tag); /* (nullable): all */
void              spare_account_list_set_favorites (SpareAccountList *self,
                                                    gboolean          only_favorites);
void              spare_account_list_set_order     (SpareAccountList *self,
                                                    SpareOrder        order);

/* The account has new values: sorts and filters again. */
void              spare_account_list_refresh       (SpareAccountList *self,
                                                    SpareAccount     *account);

/* Every tag in use, sorted for reading; (transfer full). */
char            **spare_account_list_dup_tags      (SpareAccountList *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean          spare_account_list_has_favorites (SpareAccountList *self);

/**
 * spare_account_list_dup_move:
 * @index: the place among the shown accounts before which @account shall stand
 *
 * Returns: (element-type SpareAccount): copies with the positions that put
 *   @account there in the order by hand; one, except where neighbours had no
 *   different positions yet. Empty when it stands there already.
 */
GPtrArray        *spare_account_list_dup_move      (SpareAccountList *self,
                                                    SpareAccount     *account,
                                                    guint             index) G_GNUC_WARN_UNUSED_RESULT;

/* The @index for spare_account_list_dup_move() that goes one place up (-1) or
 * down (1), or G_MAXUINT at the end. */
guint             spare_account_list_find_step     (SpareAccountList *self,
                                                    SpareAccount     *account,
                                                    int               step);

/* Where @account is among the shown ones, or G_MAXUINT. */
guint             spare_account_list_find          (SpareAccountList *self,
                                                    SpareAccount     *account);

G_END_DECLS
