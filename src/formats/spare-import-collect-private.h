/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-import-plan.h"

G_BEGIN_DECLS

struct _SpareImportPlan
{
  GObject      parent_instance;

  SpareImport *import;
  GListStore  *choices;
  GListModel  *accounts;
  GListModel  *bin;
  GListModel  *things; /* (nullable) */
};

G_END_DECLS
