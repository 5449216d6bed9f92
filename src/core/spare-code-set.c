/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-code-set.h"

#include <string.h>

/**
 * spare_code_set_new:
 * @id: (nullable): what the store knows it by
 * @account_id: whose codes they are
 * @origin: (nullable): what they came from
 * @created: Unix s; 0 where it is not known
 *
 * Returns: (transfer full): a set without codes; spare_thing_add() adds them
 */
SpareThing *
spare_code_set_new (const char *id,
                    const char *account_id,
                    const char *origin,
                    gint64      created)
{
  SpareThing *self = spare_thing_new (id, SPARE_CODE_SET_TYPE);

  spare_thing_set_text (self, SPARE_CODE_SET_ACCOUNT, account_id);
  spare_thing_set_text (self, SPARE_CODE_SET_ORIGIN, origin);
  if (created != 0)
    spare_thing_set_int (self, SPARE_CODE_SET_CREATED, created);

  return self;
}

gboolean
spare_thing_is_code_set (SpareThing *self)
{
  return strcmp (spare_thing_get_type_name (self), SPARE_CODE_SET_TYPE) == 0;
}
