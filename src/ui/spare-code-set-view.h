/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "spare-vault.h"

G_BEGIN_DECLS

/* The backup codes that are kept with an account, hidden until asked for, and
 * again when the view leaves the screen. Not visible where there are none. */
#define SPARE_TYPE_CODE_SET_VIEW (spare_code_set_view_get_type ())
G_DECLARE_FINAL_TYPE (SpareCodeSetView, spare_code_set_view, SPARE, CODE_SET_VIEW, AdwBin)

/* @account_id: (nullable): none */
void spare_code_set_view_set_account (SpareCodeSetView *self,
                                      SpareVault       *vault,
                                      const char       *account_id);

G_END_DECLS
