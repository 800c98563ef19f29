/* SPDX-License-Identifier: MIT
 *
 * Temporary folders. Trouble here is trouble of the machine, not of what is tested: it ends the test.
 */
#include "folder.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void must(int ok, const char *what)
{
	if (!ok) {
		perror(what);
		abort();
	}
}

void folder_init(struct folder *folder)
{
	const char *parent = getenv("TMPDIR");
	folder->arena = arena_new();
	char *template = mem_copy_text(arena_format(folder->arena, "%s/iemn-test-XXXXXX",
						    parent != NULL ? parent : "/tmp"));
	must(mkdtemp(template) != NULL, template);
	must(chmod(template, 0755) == 0, template);
	folder->path = realpath(template, NULL);
	must(folder->path != NULL, template);
	free(template);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	return remove(path);
}

void folder_clear(struct folder *folder)
{
	if (folder->path != NULL) {
		must(nftw(folder->path, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0, folder->path);
	}
	free(folder->path);
	arena_free(folder->arena);
	*folder = (struct folder){NULL, NULL};
}

const char *folder_file(struct folder *folder, const char *name)
{
	return arena_format(folder->arena, "%s/%s", folder->path, name);
}

const char *folder_write(struct folder *folder, const char *name, const char *bytes, size_t len)
{
	const char *path = folder_file(folder, name);
	FILE *file = fopen(path, "wb");
	must(file != NULL, path);
	must(fwrite(bytes, 1, len, file) == len, path);
	must(fclose(file) == 0, path);
	return path;
}

void folder_read(const char *path, struct str *bytes)
{
	char block[4096];
	size_t len;
	FILE *file = fopen(path, "rb");
	while (file != NULL && (len = fread(block, 1, sizeof block, file)) > 0) {
		str_add_bytes(bytes, block, len);
	}
	if (file != NULL) {
		fclose(file);
	}
}

size_t folder_count(const struct folder *folder)
{
	size_t count = 0;
	DIR *dir = opendir(folder->path);
	must(dir != NULL, folder->path);
	while (readdir(dir) != NULL) {
		count++;
	}
	closedir(dir);
	return count - 2; /* without . and .. */
}

int folder_set_up(void **state)
{
	static struct folder folder;
	folder_init(&folder);
	*state = &folder;
	return 0;
}

int folder_tear_down(void **state)
{
	folder_clear(*state);
	return 0;
}
