/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-format-error.h"

G_DEFINE_QUARK (spare-format-error-quark, spare_format_error)
