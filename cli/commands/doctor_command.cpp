#include "cli/commands/doctor_command.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>

#include "cli/image_inspector.hpp"
#include "cli/installation_checks.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

using Verdict = Finding::Verdict;

std::string_view mark(Verdict verdict) {
  switch (verdict) {
    case Verdict::good: return "✓";
    case Verdict::bad: return "✗";
    case Verdict::not_checked: return "-";
  }
  return "?";
}

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::good: return "good";
    case Verdict::bad: return "bad";
    case Verdict::not_checked: return "not_checked";
  }
  return "";
}

std::string json_of(const Finding& finding) {
  const auto verdict = name(finding.verdict);
  return boost::json::serialize(
      boost::json::object{{"type", "check"},
                          {"about", finding.about},
                          {"verdict", boost::json::string_view{verdict.data(), verdict.size()}},
                          {"what", printable(finding.what)},
                          {"cure", finding.cure}});
}

void show(const Invocation& invocation, const Finding& finding) {
  if (invocation.options.json) {
    fmt::print("{}\n", json_of(finding));
  } else if (finding.verdict == Verdict::bad || !invocation.options.quiet) {
    constexpr int kAboutColumns = 14;
    fmt::print("{} {:<{}}  {}\n", mark(finding.verdict), finding.about, kAboutColumns,
               printable(finding.what));
    if (!finding.cure.empty()) fmt::print("  {:<{}}  {}\n", "", kAboutColumns, finding.cure);
  }
  std::fflush(stdout);
}

}  // namespace

ExitCode run_doctor_command(const Invocation& invocation) {
  const auto& config = invocation.loaded.config;
  bool is_well = true;
  const auto add = [&](const Finding& finding) {
    show(invocation, finding);
    if (finding.verdict == Verdict::bad) is_well = false;
  };
  add(check_configuration(invocation.loaded));
  add(check_data_directory(config));
  add(check_free_space(config));
  const Context context{invocation.signals.stop_token()};
  add(check_catalog(context, config));
  add(check_redis(context, config));
  add(check_objects(context, config));
  add(check_image_inspector(context, config, inspector_options(config)));
  add(check_google_key(config));
  add(check_google_drive(context, config));
  add(check_dropbox(context, config));
  return is_well ? ExitCode::ok : ExitCode::other;
}

}  // namespace pixferry
