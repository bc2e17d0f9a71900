#include "cli/verify_report.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>

#include "cli/human_text.hpp"
#include "cli/terminal.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kEraseLine = "\r\x1b[2K";

bool wants_line(const Invocation& invocation) {
  const auto& options = invocation.options;
  if (options.quiet || options.no_progress || options.json) return false;
  return probe_terminal(STDERR_FILENO, invocation.environment, options.color).can_redraw;
}

std::string sum_of(const Verification& verified) {
  return fmt::format("{} {}, {}", human_count(verified.objects),
                     verified.objects == 1 ? "object" : "objects", human_bytes(verified.bytes));
}

}  // namespace

VerifyReport::VerifyReport(const Invocation& invocation)
    : invocation_(invocation), has_line_(wants_line(invocation)) {}

void VerifyReport::show_bad(const BadObject& bad) {
  erase_line();
  if (invocation_.options.json) {
    const boost::json::object line{{"type", "bad"}, {"key", bad.blob.key.text}, {"what", bad.what}};
    fmt::print("{}\n", boost::json::serialize(line));
  } else {
    fmt::print("{}: {}\n", bad.blob.key.text, bad.what);
  }
}

void VerifyReport::show_progress(const Verification& reached) {
  reached_ = reached;
  if (!has_line_) return;
  const auto line = fmt::format("Verifying: {} read back, {} bad", sum_of(reached), reached.bad);
  fmt::print(stderr, "{}{}", kEraseLine, fit_to(line, terminal_width(STDERR_FILENO) - 1));
  std::fflush(stderr);
  is_drawn_ = true;
}

ExitCode VerifyReport::finish(const Result<Verification>& outcome) {
  erase_line();
  if (outcome) reached_ = *outcome;
  if (invocation_.options.json) {
    fmt::print("{}\n", summary_json(static_cast<bool>(outcome)));
  } else if (!invocation_.options.quiet) {
    fmt::print("{} {} read back, {} bad\n",
               outcome ? "Verified:" : "Not finished:", sum_of(reached_), reached_.bad);
  }
  if (!outcome) {
    const auto exit_code = complain(outcome.error());
    show_way_on();
    return exit_code;
  }
  if (reached_.bad == 0) return ExitCode::ok;
  say(invocation_,
      "Bring the bad objects back from a backup: an import does not fetch again what the catalog "
      "counts as imported.");
  return ExitCode::files_failed;
}

void VerifyReport::erase_line() {
  if (!is_drawn_) return;
  fmt::print(stderr, "{}", kEraseLine);
  std::fflush(stderr);
  is_drawn_ = false;
}

void VerifyReport::show_way_on() const {
  const auto& last = reached_.last.text;
  say(invocation_, fmt::format("This goes on with the rest:\n  pixferry verify{}",
                               last.empty() ? "" : " --after " + last));
}

std::string VerifyReport::summary_json(bool is_complete) const {
  return boost::json::serialize(boost::json::object{{"type", "summary"},
                                                    {"complete", is_complete},
                                                    {"objects", reached_.objects},
                                                    {"bytes", reached_.bytes},
                                                    {"bad", reached_.bad},
                                                    {"last_key", reached_.last.text}});
}

}  // namespace pixferry
