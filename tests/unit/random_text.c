/* SPDX-License-Identifier: MIT
 *
 * Texts from a fixed sequence.
 */
#include "random_text.h"

#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

size_t random_next(struct random *random, size_t limit)
{
	random->seed = random->seed * 6364136223846793005U + 1442695040888963407U;
	return (size_t)(random->seed >> 33) % limit;
}

struct range {
	uint32_t first;
	uint32_t last;
};

/* What names and prose are made of. */
static const struct range ordinary[] = {
	{'a', 'z'},	    {' ', '~'},	      {' ', ' '},	{0xA0, 0x17F},
	{0x300, 0x315},	    {0x3B1, 0x3C9},   {0x430, 0x44F},	{0x627, 0x64A},
	{0x64B, 0x652},	    {0x905, 0x939},   {0x93E, 0x94D},	{0xE01, 0xE3A},
	{0x1100, 0x11FF},   {0x1EA0, 0x1EF9}, {0x2010, 0x2027}, {0x3041, 0x3096},
	{0x4E00, 0x4E80},   {0xAC00, 0xAC80}, {0xFF01, 0xFF9F}, {0x1F1E6, 0x1F1FF},
	{0x1F300, 0x1F64F}, {0xFE0F, 0xFE0F}, {0x200D, 0x200D},
};

/* What a terminal or a reader can be fooled with, or what sits at an edge of a rule. */
static const struct range strange[] = {
	{0x00, 0x1F},	    {0x7F, 0x9F},	{0xAD, 0xAD},	      {0x300, 0x36F},
	{0x61C, 0x61C},	    {0x34F, 0x34F},	{0x600, 0x605},	      {0x115F, 0x1160},
	{0x180B, 0x180F},   {0x200B, 0x200F},	{0x2028, 0x202E},     {0x2060, 0x206F},
	{0x20D0, 0x20F0},   {0xD7B0, 0xD7FB},	{0xE000, 0xE010},     {0xFE00, 0xFE0F},
	{0xFEFF, 0xFEFF},   {0xFFF0, 0xFFFF},	{0x10FFF0, 0x10FFFF}, {0x0, 0x10FFFF},
	{0x1F3FB, 0x1F3FF}, {0xE0000, 0xE01EF}, {0x1D165, 0x1D182},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static uint32_t pick(struct random *random, const struct range *ranges, size_t count)
{
	const struct range *range = &ranges[random_next(random, count)];
	return range->first + (uint32_t)random_next(random, range->last - range->first + 1);
}

static size_t add_piece(struct random *random, char out[4])
{
	size_t kind = random_next(random, 8);
	if (kind == 0) {
		out[0] = (char)random_next(random, 256);
		return 1;
	}
	return utf8_encode(kind < 4 ? pick(random, strange, COUNT(strange))
				    : pick(random, ordinary, COUNT(ordinary)),
			   out);
}

size_t random_bytes(struct random *random, char *out, size_t size)
{
	size_t wanted = random_next(random, size + 1);
	size_t len = 0;
	while (len < wanted) {
		char piece[4];
		size_t step = add_piece(random, piece);
		if (len + step > wanted) {
			break;
		}
		memcpy(out + len, piece, step);
		len += step;
	}
	return len;
}

size_t random_words(struct random *random, char *out, size_t size)
{
	size_t wanted = random_next(random, size);
	size_t len = 0;
	for (;;) {
		char piece[4];
		size_t step = utf8_encode(pick(random, ordinary, COUNT(ordinary)), piece);
		if (len + step > wanted) {
			out[len] = '\0';
			return len;
		}
		memcpy(out + len, piece, step);
		len += step;
	}
}

const char *show_hex(const char *bytes, size_t len)
{
	static char text[3000];
	text[0] = '\0';
	for (size_t i = 0; i < len && i < sizeof(text) / 3 - 1; i++) {
		snprintf(text + 3 * i, 4, "%02X ", (unsigned)(unsigned char)bytes[i]);
	}
	return text;
}
