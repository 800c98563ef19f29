/* SPDX-License-Identifier: MIT
 *
 * Processes for tests. A child ends with _exit(), so that it neither reports to cmocka nor looks for
 * leaks of what it shares with its parent.
 */
#define _GNU_SOURCE /* unshare() */
#include "child.h"

#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534
#define STATUS_IMPOSSIBLE 99

static int wait_for(pid_t pid)
{
	int status = 0;
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status)) {
		return -1;
	}
	return WEXITSTATUS(status) == STATUS_IMPOSSIBLE ? -1 : WEXITSTATUS(status);
}

int child_run(child_body *body, void *context)
{
	pid_t pid = fork();
	if (pid == 0) {
		_exit(body(context));
	}
	return wait_for(pid);
}

int child_run_as_nobody(child_body *body, void *context)
{
	pid_t pid = fork();
	if (pid == 0) {
		if (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0) {
			_exit(STATUS_IMPOSSIBLE);
		}
		_exit(body(context));
	}
	return wait_for(pid);
}

int child_run_with_mounts(child_body *body, void *context)
{
	pid_t pid = fork();
	if (pid == 0) {
		if (unshare(CLONE_NEWNS) != 0 ||
		    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) {
			_exit(STATUS_IMPOSSIBLE);
		}
		_exit(body(context));
	}
	return wait_for(pid);
}

bool child_run_two(child_body *body, void *first, void *second)
{
	pid_t pids[2];
	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			_exit(body(i == 0 ? first : second));
		}
	}
	int status = wait_for(pids[0]);
	return wait_for(pids[1]) == 0 && status == 0;
}

/* Each system call stops the child twice: before and after. */
static enum child_end watch(pid_t pid, unsigned call)
{
	int status = 0;
	for (unsigned stops = 0; waitpid(pid, &status, 0) == pid && WIFSTOPPED(status);) {
		if (WSTOPSIG(status) == SIGTRAP && ++stops == 2 * call - 1) {
			kill(pid, SIGKILL);
			waitpid(pid, &status, 0);
			return CHILD_KILLED;
		}
		ptrace(PTRACE_SYSCALL, pid, NULL, NULL);
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_IMPOSSIBLE) {
		return CHILD_UNWATCHED;
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? CHILD_FINISHED : CHILD_FAILED;
}

enum child_end child_kill_at(unsigned call, child_body *body, void *context)
{
	pid_t pid = fork();
	if (pid == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) {
			_exit(STATUS_IMPOSSIBLE);
		}
		raise(SIGSTOP);
		_exit(body(context));
	}
	return pid < 0 ? CHILD_UNWATCHED : watch(pid, call);
}
