#include "pipeline/platform/log.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cmath>
#include <iterator>
#include <mutex>

#include "pipeline/model/time.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry::log {
namespace {

constexpr std::size_t kValueBytesMax = 256;
constexpr std::size_t kMessageBytesMax = 1024;

struct Destination {
  std::atomic<Level> least{Level::info};
  std::atomic<Format> format{Format::text};
  std::mutex mutex;  ///< one line at a time, whole
  Sink sink;
};

Destination& destination() {
  static Destination the_destination;
  return the_destination;
}

std::string_view name(Level level) {
  switch (level) {
    case Level::debug: return "debug";
    case Level::info: return "info";
    case Level::warning: return "warning";
    case Level::error: return "error";
  }
  return "error";
}

/// RFC 3339 in UTC to the millisecond.
std::string written(Timestamp time) {
  auto text = rfc3339(time);
  const auto milliseconds = time - std::chrono::floor<std::chrono::seconds>(time);
  text.pop_back();
  return fmt::format("{}.{:03}Z", text, milliseconds.count());
}

std::string quoted(std::string_view text, std::size_t bytes_max) {
  return fmt::format("\"{}\"", escaped(cut_at_end(text, bytes_max)));
}

/// A word that reads as one stands bare; everything else is quoted.
std::string word(std::string_view text) {
  const auto inside = escaped(cut_at_end(text, kValueBytesMax));
  const bool is_bare =
      !inside.empty() && inside == text && inside.find_first_of(" =\"") == std::string::npos;
  return is_bare ? inside : fmt::format("\"{}\"", inside);
}

std::string value_text(const Field& field, Format format) {
  if (const auto* text = std::get_if<std::string>(&field.value)) {
    return format == Format::json ? quoted(*text, kValueBytesMax) : word(*text);
  }
  if (const auto* number = std::get_if<double>(&field.value)) {
    if (!std::isfinite(*number)) return "null";
    return fmt::format("{}", *number);
  }
  if (const auto* flag = std::get_if<bool>(&field.value)) return *flag ? "true" : "false";
  return fmt::format("{}", std::get<std::int64_t>(field.value));
}

void write_to_stderr(std::string line) {
  line.push_back('\n');
  std::string_view rest = line;
  while (!rest.empty()) {
    const auto written_bytes = ::write(STDERR_FILENO, rest.data(), rest.size());
    if (written_bytes < 0 && errno == EINTR) continue;
    if (written_bytes <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(written_bytes));
  }
}

void write(Level level, std::string_view message, Fields fields) {
  auto& to = destination();
  if (level < to.least.load(std::memory_order_relaxed)) return;
  const auto line = render(to.format.load(std::memory_order_relaxed), level,
                           written(SystemClock{}.now()), message, fields);
  const std::lock_guard lock{to.mutex};
  if (to.sink) {
    to.sink(line);
  } else {
    write_to_stderr(line);
  }
}

}  // namespace

void configure(Level least, Format format) {
  destination().least = least;
  destination().format = format;
}

void redirect(Sink sink) {
  auto& to = destination();
  const std::lock_guard lock{to.mutex};
  to.sink = std::move(sink);
}

void debug(std::string_view message, Fields fields) {
  write(Level::debug, message, fields);
}
void info(std::string_view message, Fields fields) {
  write(Level::info, message, fields);
}
void warning(std::string_view message, Fields fields) {
  write(Level::warning, message, fields);
}
void error(std::string_view message, Fields fields) {
  write(Level::error, message, fields);
}

std::string render(Format format, Level level, std::string_view time, std::string_view message,
                   Fields fields) {
  std::string line;
  const auto out = std::back_inserter(line);
  if (format == Format::json) {
    fmt::format_to(out, R"({{"ts":"{}","level":"{}","msg":{})", time, name(level),
                   quoted(message, kMessageBytesMax));
    for (const auto& field : fields) {
      fmt::format_to(out, R"(,"{}":{})", field.key, value_text(field, format));
    }
    line.push_back('}');
    return line;
  }
  fmt::format_to(out, "{} {:<7} {}", time, name(level),
                 escaped(cut_at_end(message, kMessageBytesMax)));
  for (const auto& field : fields) {
    fmt::format_to(out, "  {}={}", field.key, value_text(field, format));
  }
  return line;
}

}  // namespace pixferry::log
