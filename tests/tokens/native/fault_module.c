/* A PKCS#11 module that passes every call on to another one, and fails on purpose.
 *
 * A function list of version 2 is a version and 68 pointers in a fixed order (PKCS#11
 * v2.40, 3.6), so no header is needed. Built by tests/tokens/fault_module.py.
 *
 * Environment: FAULT_TARGET names the module behind; FAULT_CONTROL a file that is read
 * anew at every call, one directive a line; FAULT_LOG a file that gets "C_Sign begins 42"
 * with the number of the process when a call comes in, and "C_Sign 0x0" with the answer
 * when it goes out.
 *
 *   fail C_Sign 0x32      answer that instead of calling
 *   delay C_Sign 700      wait that many milliseconds first
 *   hang C_Sign           never come back
 *   crash C_Sign          end the process by a signal
 *   exit C_Sign           end the process quietly
 *   chatter C_Sign        print to standard output first, as vendors' modules do
 *   turn C_Sign 2         all these and "pull" are done at the second call only, from
 *                         the moment on in which the directives changed
 *   removed               the token was pulled: no token, sessions dead
 *   pull C_Sign           the token is pulled at that call, and is back when the
 *                         directives change or the process starts anew
 *   slow 700              a signature takes that many milliseconds; its length takes none
 *   garble                the signature has a bit that is wrong
 *   tries 3               count wrong PINs and tell by flags, down to a locked PIN
 *   locked                the token says that its PIN is locked
 *   must_change           the token says that its PIN must be changed
 *   pad cancel            a reader with keys, at which the person cancels
 *   pad 123456            a reader with keys, at which the person types that
 *   only 0x1              the one mechanism that is listed and accepted
 *   length 0x7            answer that where only the length of a signature is asked
 *   length huge           say that it would be longer than any memory
 *   ghost                 one slot more, which answers nothing but refusals
 *   label Nguy\xe1\xbb\x85n   the label of the token, bytes as they are
 *   second 654321         the key wants a PIN of its own, and says so only in C_Sign
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long Word;
typedef unsigned char Byte;

enum {
    INITIALIZE = 0, FUNCTION_LIST = 3, SLOT_LIST = 4, SLOT_INFO = 5, TOKEN_INFO = 6,
    MECHANISM_LIST = 7,
    OPEN_SESSION = 12, CLOSE_SESSION = 13, CLOSE_ALL = 14, LOGIN = 18, LOGOUT = 19,
    SIGN_INIT = 42, SIGN = 43, COUNT = 68
};
enum {
    OK = 0, DEVICE_REMOVED = 0x32, MECHANISM_INVALID = 0x70, FUNCTION_CANCELED = 0x50,
    PIN_INCORRECT = 0xA0, PIN_LOCKED = 0xA4, TOKEN_NOT_PRESENT = 0xE0,
    SESSION_HANDLE_INVALID = 0xB3, DEVICE_ERROR = 0x30, USER_NOT_LOGGED_IN = 0x101
};
enum {
    PIN_PAD = 0x100, COUNT_LOW = 0x10000, FINAL_TRY = 0x20000, LOCKED = 0x40000,
    TO_BE_CHANGED = 0x80000
};
enum { CONTEXT_SPECIFIC = 2, GHOST = 9999, LABEL_SIZE = 32 };
#define FLAGS_IN_TOKEN_INFO 96

static const char *const NAMES[COUNT] = {
    "C_Initialize", "C_Finalize", "C_GetInfo", "C_GetFunctionList", "C_GetSlotList",
    "C_GetSlotInfo", "C_GetTokenInfo", "C_GetMechanismList", "C_GetMechanismInfo",
    "C_InitToken", "C_InitPIN", "C_SetPIN", "C_OpenSession", "C_CloseSession",
    "C_CloseAllSessions", "C_GetSessionInfo", "C_GetOperationState",
    "C_SetOperationState", "C_Login", "C_Logout", "C_CreateObject", "C_CopyObject",
    "C_DestroyObject", "C_GetObjectSize", "C_GetAttributeValue", "C_SetAttributeValue",
    "C_FindObjectsInit", "C_FindObjects", "C_FindObjectsFinal", "C_EncryptInit",
    "C_Encrypt", "C_EncryptUpdate", "C_EncryptFinal", "C_DecryptInit", "C_Decrypt",
    "C_DecryptUpdate", "C_DecryptFinal", "C_DigestInit", "C_Digest", "C_DigestUpdate",
    "C_DigestKey", "C_DigestFinal", "C_SignInit", "C_Sign", "C_SignUpdate",
    "C_SignFinal", "C_SignRecoverInit", "C_SignRecover", "C_VerifyInit", "C_Verify",
    "C_VerifyUpdate", "C_VerifyFinal", "C_VerifyRecoverInit", "C_VerifyRecover",
    "C_DigestEncryptUpdate", "C_DecryptDigestUpdate", "C_SignEncryptUpdate",
    "C_DecryptVerifyUpdate", "C_GenerateKey", "C_GenerateKeyPair", "C_WrapKey",
    "C_UnwrapKey", "C_DeriveKey", "C_SeedRandom", "C_GenerateRandom",
    "C_GetFunctionStatus", "C_CancelFunction", "C_WaitForSlotEvent"
};

typedef struct {
    Byte major, minor;
    void *functions[COUNT];
} FunctionList;

static FunctionList *target;
static FunctionList own;
static char directives[4096];
static int tries_left = -1, tries_at_most;
static int inside;
static int turns[COUNT];
static int was_pulled, is_removed, was_removed;
static int second_was_given;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Calls of up to eight arguments: what a function does not take is not looked at. */
typedef Word (*Function)(Word, Word, Word, Word, Word, Word, Word, Word);
#define TARGET(number) ((Function)target->functions[number])

static void read_directives(void)
{
    const char *path = getenv("FAULT_CONTROL");
    FILE *file = path ? fopen(path, "r") : NULL;
    char before[sizeof directives];
    memcpy(before, directives, sizeof before);
    size_t length = file ? fread(directives, 1, sizeof directives - 1, file) : 0;
    directives[length] = 0;
    if (file)
        fclose(file);
    if (strcmp(before, directives)) {
        memset(turns, 0, sizeof turns);
        was_pulled = 0;
    }
}

/* What stands behind "verb name" in the directives; NULL if that is not there. */
static const char *directive(const char *verb, const char *name)
{
    static char places[8][256];
    static int place;
    char *rest = places[place++ % 8];
    char wanted[128];
    snprintf(wanted, sizeof wanted, name ? "%s %s" : "%s", verb, name ? name : "");
    size_t length = strlen(wanted);
    for (const char *line = directives; *line;) {
        size_t end = strcspn(line, "\n");
        int is_whole = line[length] == ' ' || line[length] == '\n' || !line[length];
        if (!strncmp(line, wanted, length) && is_whole) {
            size_t left = end > length ? end - length : 0;
            snprintf(rest, sizeof places[0], "%.*s", (int)left, line + length);
            return rest + strspn(rest, " ");
        }
        line += end + (line[end] == '\n');
    }
    return NULL;
}

/* A token that is pulled takes its sessions with it. */
static void close_sessions(void)
{
    Word slots[64], count = 64;
    if (TARGET(SLOT_LIST)(1, (Word)slots, (Word)&count, 0, 0, 0, 0, 0) != OK)
        return;
    for (Word place = 0; place < count; place++)
        TARGET(CLOSE_ALL)(slots[place], 0, 0, 0, 0, 0, 0, 0);
}

static void write_log(int number, const char *format, Word value)
{
    const char *path = getenv("FAULT_LOG");
    FILE *file = path ? fopen(path, "a") : NULL;
    if (!file)
        return;
    fprintf(file, "%s ", NAMES[number]);
    fprintf(file, format, value);
    fclose(file);
}

static void wait_for(long milliseconds)
{
    usleep((useconds_t)milliseconds * 1000);
}

/* Whether it is this call of the function that the directives speak of. */
static int is_its_turn(int number)
{
    const char *value = directive("turn", NAMES[number]);
    turns[number]++;
    return !value || atoi(value) == turns[number];
}

/* See whether the token is in its slot. */
static void look_for_token(int is_pulled_now)
{
    was_pulled |= is_pulled_now;
    is_removed = was_pulled || directive("removed", NULL) != NULL;
    if (is_removed && !was_removed)
        close_sessions();
    was_removed = is_removed;
}

static Word answer_of_removed(int number)
{
    if (number == OPEN_SESSION || number == MECHANISM_LIST || number == TOKEN_INFO)
        return TOKEN_NOT_PRESENT;
    if (number == CLOSE_SESSION || number == LOGOUT)
        return SESSION_HANDLE_INVALID;
    return number > CLOSE_ALL ? DEVICE_REMOVED : OK;
}

/* Do what the directives want before a call; 1 if its answer is settled thereby. */
static int is_settled(int number, Word *answer)
{
    const char *name = NAMES[number];
    pthread_mutex_lock(&lock);
    /* The program must never be in a module twice at once. */
    if (inside++)
        abort();
    write_log(number, "begins %lu\n", (Word)getpid());
    read_directives();
    int now = is_its_turn(number);
    const char *value = now ? directive("fail", name) : NULL;
    int fails = value != NULL;
    if (fails)
        *answer = strtoul(value, NULL, 0);
    value = now ? directive("delay", name) : NULL;
    long milliseconds = value ? atol(value) : 0;
    int hangs = now && directive("hang", name);
    int crashes = now && directive("crash", name);
    int exits = now && directive("exit", name);
    int chatters = now && directive("chatter", name);
    look_for_token(now && directive("pull", name));
    pthread_mutex_unlock(&lock);
    wait_for(milliseconds);
    if (chatters) {
        puts("vendor module 1.0: hello");
        fflush(stdout);
    }
    if (crashes)
        raise(SIGSEGV);
    if (exits)
        _exit(3);
    while (hangs)
        pause();
    if (!fails && is_removed)
        fails = (*answer = answer_of_removed(number)) != OK;
    return fails;
}

static Word leave(int number, Word answer)
{
    pthread_mutex_lock(&lock);
    write_log(number, "0x%lx\n", answer);
    inside--;
    pthread_mutex_unlock(&lock);
    return answer;
}

#define PASS(number) \
    static Word pass_##number(Word a, Word b, Word c, Word d, Word e, Word f, Word g, \
                              Word h) \
    { \
        Word answer; \
        if (!is_settled(number, &answer)) \
            answer = TARGET(number)(a, b, c, d, e, f, g, h); \
        return leave(number, answer); \
    }

PASS(0) PASS(1) PASS(2) PASS(8) PASS(9) PASS(10) PASS(11) PASS(12) PASS(13)
PASS(14) PASS(15) PASS(16) PASS(17) PASS(19) PASS(20) PASS(21) PASS(22) PASS(23)
PASS(24) PASS(25) PASS(26) PASS(27) PASS(28) PASS(29) PASS(30) PASS(31) PASS(32)
PASS(33) PASS(34) PASS(35) PASS(36) PASS(37) PASS(38) PASS(39) PASS(40) PASS(41)
PASS(44) PASS(45) PASS(46) PASS(47) PASS(48) PASS(49) PASS(50) PASS(51)
PASS(52) PASS(53) PASS(54) PASS(55) PASS(56) PASS(57) PASS(58) PASS(59) PASS(60)
PASS(61) PASS(62) PASS(63) PASS(64) PASS(65) PASS(66) PASS(67)

static Word function_list(FunctionList **list)
{
    *list = &own;
    return OK;
}

static Word listed_slots(Byte with_token, Word *slots, Word *count)
{
    int has_ghost = directive("ghost", NULL) != NULL;
    if (has_ghost && slots && *count) {
        /* First, so that whoever stops at it sees no other. */
        Word others = *count - 1;
        Word answer = TARGET(SLOT_LIST)(
            with_token, (Word)(slots + 1), (Word)&others, 0, 0, 0, 0, 0);
        slots[0] = GHOST;
        *count = others + 1;
        return answer;
    }
    Word answer = TARGET(SLOT_LIST)(with_token, (Word)slots, (Word)count, 0, 0, 0, 0, 0);
    *count += has_ghost;
    return answer;
}

static Word slot_list(Byte with_token, Word *slots, Word *count)
{
    Word answer;
    if (!is_settled(SLOT_LIST, &answer)) {
        answer = OK;
        if (with_token && is_removed)
            *count = 0;
        else
            answer = listed_slots(with_token, slots, count);
    }
    return leave(SLOT_LIST, answer);
}

static Word slot_info(Word slot, void *info)
{
    Word answer;
    if (!is_settled(SLOT_INFO, &answer))
        answer = slot == GHOST
            ? DEVICE_ERROR
            : TARGET(SLOT_INFO)(slot, (Word)info, 0, 0, 0, 0, 0, 0);
    return leave(SLOT_INFO, answer);
}

static void begin_counting(void)
{
    const char *value = directive("tries", NULL);
    if (value && tries_left < 0)
        tries_left = tries_at_most = atoi(value);
}

static Word token_info(Word slot, Byte *info)
{
    Word answer;
    if (!is_settled(TOKEN_INFO, &answer)) {
        if (slot == GHOST)
            return leave(TOKEN_INFO, DEVICE_ERROR);
        answer = TARGET(TOKEN_INFO)(slot, (Word)info, 0, 0, 0, 0, 0, 0);
        Word *flags = (Word *)(info + FLAGS_IN_TOKEN_INFO);
        begin_counting();
        if (answer == OK && tries_at_most) {
            *flags |= tries_left < tries_at_most ? COUNT_LOW : 0;
            *flags |= tries_left == 1 ? FINAL_TRY : 0;
            *flags |= tries_left == 0 ? LOCKED : 0;
        }
        if (answer == OK && directive("pad", NULL))
            *flags |= PIN_PAD;
        if (answer == OK && directive("locked", NULL))
            *flags |= LOCKED;
        if (answer == OK && directive("must_change", NULL))
            *flags |= TO_BE_CHANGED;
        const char *label = directive("label", NULL);
        if (answer == OK && label) {
            memset(info, ' ', LABEL_SIZE);
            memcpy(info, label, strnlen(label, LABEL_SIZE));
        }
    }
    return leave(TOKEN_INFO, answer);
}

static int is_offered(Word mechanism)
{
    const char *value = directive("only", NULL);
    return !value || strtoul(value, NULL, 0) == mechanism;
}

static Word mechanism_list(Word slot, Word *list, Word *count)
{
    Word answer;
    if (!is_settled(MECHANISM_LIST, &answer)) {
        Word all[512], length = 512, kept = 0;
        answer = TARGET(MECHANISM_LIST)(slot, (Word)all, (Word)&length, 0, 0, 0, 0, 0);
        for (Word place = 0; answer == OK && place < length; place++)
            if (is_offered(all[place])) {
                if (list)
                    list[kept] = all[place];
                kept++;
            }
        *count = kept;
    }
    return leave(MECHANISM_LIST, answer);
}

static Word login(Word session, Word user, Byte *pin, Word length)
{
    Word answer;
    if (!is_settled(LOGIN, &answer)) {
        begin_counting();
        const char *typed = pin ? NULL : directive("pad", NULL);
        const char *second = user == CONTEXT_SPECIFIC ? directive("second", NULL) : NULL;
        if (typed && strcmp(typed, "cancel")) {
            pin = (Byte *)typed;
            length = strlen(typed);
        }
        if (typed && !strcmp(typed, "cancel"))
            answer = FUNCTION_CANCELED;
        else if (second) {
            int is_right = length == strlen(second) && !memcmp(pin, second, length);
            second_was_given = is_right;
            answer = is_right ? OK : PIN_INCORRECT;
        } else if (tries_at_most && !tries_left)
            answer = PIN_LOCKED;
        else {
            answer = TARGET(LOGIN)(session, user, (Word)pin, length, 0, 0, 0, 0);
            if (tries_at_most && answer == PIN_INCORRECT && !--tries_left)
                answer = PIN_LOCKED;
            else if (tries_at_most && answer == OK)
                tries_left = tries_at_most;
        }
    }
    return leave(LOGIN, answer);
}

static Word sign_init(Word session, Word *mechanism, Word key)
{
    Word answer;
    if (!is_settled(SIGN_INIT, &answer))
        answer = mechanism && !is_offered(mechanism[0])
            ? MECHANISM_INVALID
            : TARGET(SIGN_INIT)(session, (Word)mechanism, key, 0, 0, 0, 0, 0);
    return leave(SIGN_INIT, answer);
}

static Word sign(Word session, Byte *data, Word size, Byte *signature, Word *length)
{
    Word answer;
    if (!is_settled(SIGN, &answer)) {
        const char *asked = signature ? NULL : directive("length", NULL);
        if (asked && !strcmp(asked, "huge")) {
            *length = 0x7fffffffffff;
            answer = OK;
        } else if (asked)
            answer = strtoul(asked, NULL, 0);
        else {
            const char *slow = signature ? directive("slow", NULL) : NULL;
            wait_for(slow ? atol(slow) : 0);
            answer = TARGET(SIGN)(
                session, (Word)data, size, (Word)signature, (Word)length, 0, 0, 0);
            if (directive("second", NULL) && signature) {
                answer = second_was_given ? answer : USER_NOT_LOGGED_IN;
                second_was_given = 0;
            }
            if (answer == OK && signature && directive("garble", NULL))
                signature[*length / 2] ^= 1;
        }
    }
    return leave(SIGN, answer);
}

static void fill_own_list(void)
{
    void *const passing[COUNT] = {
        pass_0, pass_1, pass_2, function_list, slot_list, slot_info, token_info,
        mechanism_list, pass_8, pass_9, pass_10, pass_11, pass_12, pass_13, pass_14,
        pass_15, pass_16, pass_17, login, pass_19, pass_20, pass_21, pass_22, pass_23,
        pass_24, pass_25, pass_26, pass_27, pass_28, pass_29, pass_30, pass_31, pass_32,
        pass_33, pass_34, pass_35, pass_36, pass_37, pass_38, pass_39, pass_40, pass_41,
        sign_init, sign, pass_44, pass_45, pass_46, pass_47, pass_48, pass_49,
        pass_50, pass_51, pass_52, pass_53, pass_54, pass_55, pass_56, pass_57, pass_58,
        pass_59, pass_60, pass_61, pass_62, pass_63, pass_64, pass_65, pass_66, pass_67
    };
    own.major = 2;
    own.minor = 40;
    memcpy(own.functions, passing, sizeof passing);
}

__attribute__((visibility("default"))) Word C_GetFunctionList(FunctionList **list)
{
    const char *path = getenv("FAULT_TARGET");
    void *library = target || !path ? NULL : dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!target) {
        Word (*get)(FunctionList **) = library ? dlsym(library, "C_GetFunctionList") : NULL;
        if (!get || get(&target) != OK)
            return 5;
        fill_own_list();
    }
    return function_list(list);
}
