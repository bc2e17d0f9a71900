#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace pixferry::log {

enum class Level { debug, info, warning, error };
enum class Format { text, json };

/// A named value of a line. Names of files and texts of providers are untrusted: they are cut at
/// 256 bytes and every control, escape and bidi character is escaped, so a line stays one line. The
/// message is treated alike and cut at 1024 bytes. Keys are ours and stand as they are.
struct Field {
  std::string_view key;
  std::variant<std::string, std::int64_t, double, bool> value;

  Field(std::string_view k, std::string text) : key(k), value(std::move(text)) {}
  Field(std::string_view k, std::string_view text) : key(k), value(std::string{text}) {}
  Field(std::string_view k, const char* text) : key(k), value(std::string{text}) {}
  Field(std::string_view k, std::int64_t number) : key(k), value(number) {}
  Field(std::string_view k, int number) : key(k), value(std::int64_t{number}) {}
  Field(std::string_view k, double number) : key(k), value(number) {}
  Field(std::string_view k, bool flag) : key(k), value(flag) {}
};

using Fields = std::initializer_list<Field>;

/// Sets what is written and how, once, before threads start. Lines go to stderr.
void configure(Level least, Format format);

/// Takes a finished line, without its newline. Called by one thread at a time; must not log.
using Sink = std::function<void(std::string_view line)>;

/// Sends lines to the sink in place of stderr, as whoever draws on the terminal needs; an empty
/// sink gives them back to stderr. When it returns, the old sink is no longer called. Thread-safe.
void redirect(Sink sink);

/// One line each; thread-safe. Never given a URL, a key or a resource key.
void debug(std::string_view message, Fields fields = {});
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

/// The line as it is written, without its newline.
std::string render(Format format, Level level, std::string_view time, std::string_view message,
                   Fields fields);

}  // namespace pixferry::log
