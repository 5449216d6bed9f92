/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-directory.h"

G_BEGIN_DECLS

/* What one list says of one host. Each list fills only some of it. */
typedef struct
{
  SpareAnswer two_step;
  char      **second_steps; /* (nullable) */
  char       *documentation;
  char       *recovery;
  char       *notes;
  SpareAnswer passkey_alone;
  SpareAnswer passkey_second;
  char       *page;
} SpareDirectoryFacts;

struct _SpareDirectoryList
{
  gatomicrefcount    refs;
  SpareDirectoryKind kind;
  char              *name;
  gint64             imported;
  GHashTable        *facts;  /* host → SpareDirectoryFacts */
  GHashTable        *groups; /* host → GPtrArray of hosts, which all members share */
  guint              n_groups;
};

SpareDirectoryList *spare_directory_list_new       (SpareDirectoryKind kind,
                                                    const char        *name,
                                                    gint64             imported) G_GNUC_WARN_UNUSED_RESULT;
/* The facts of the host that @domain names, made where there are none; NULL where
 * @domain names none, or there is no room. */
SpareDirectoryFacts *spare_directory_list_add      (SpareDirectoryList *self,
                                                    const char         *domain);
/* All of these have one account behind them. @domains: NULL-terminated */
void                spare_directory_list_add_group (SpareDirectoryList *self,
                                                    const char *const  *domains);

G_END_DECLS
