/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-sets-index.h"
#include "spare-sets-item.h"

G_BEGIN_DECLS

/* All that is to be done with backup codes and sheets, the most urgent first.
 * @accounts: (element-type SpareAccount): in the order of the list
 *
 * Returns: (transfer full) (element-type SpareSetsItem) */
GPtrArray *spare_sets_todo_list (SpareVault     *vault,
                                 SpareSetsIndex *index,
                                 GListModel     *accounts,
                                 gint64          now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
