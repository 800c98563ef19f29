/* SPDX-License-Identifier: MIT
 *
 * The bundled data, embedded into the program by data/embed.py: the facts about the network, and the
 * made-up people of --demo. NUL-terminated; a size does not count the NUL.
 */
#ifndef IEMN_INTERCHANGE_BUNDLE_H
#define IEMN_INTERCHANGE_BUNDLE_H

#include <stddef.h>

extern const char bundle_facts[];
extern const size_t bundle_facts_size;

extern const char bundle_demo[];
extern const size_t bundle_demo_size;

#endif
