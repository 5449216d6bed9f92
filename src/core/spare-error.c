/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-error.h"

G_DEFINE_QUARK (spare-core-error-quark, spare_core_error)
