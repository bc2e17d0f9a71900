#include "cli/progress_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>

#include "cli/progress_summary.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

bj::string text(std::string_view value) {
  return bj::string{bj::string_view{value.data(), value.size()}};
}

double to_a_tenth(double value) {
  return std::round(value * 10) / 10;
}

bj::object job_object(std::string_view type, const JobSnapshot& job) {
  const auto& tally = job.tally;
  bj::object line;
  line["type"] = text(type);
  line["job_id"] = text(job.id.text());
  line["status"] = text(name(job.state));
  line["source"] = text(name(job.source));
  line["folder_name"] = text(printable(job.folder_name));
  line["total_files"] = tally.total;
  line["processed_files"] = tally.processed();
  line["imported_files"] = tally.imported;
  line["skipped_files"] = tally.skipped;
  line["failed_files"] = tally.failed;
  line["pending_files"] = tally.pending();
  line["listing_done"] = job.listing_done();
  line["progress_percent"] = progress_percent(job);
  line["bytes_total"] = tally.bytes_total;
  line["bytes_done"] = tally.bytes_done;
  return line;
}

bj::object progress_object(std::string_view type, const ProgressView& view) {
  auto line = job_object(type, view.job);
  line["files_per_second"] = to_a_tenth(view.rates.files_per_second);
  line["bytes_per_second"] = static_cast<std::int64_t>(view.rates.bytes_per_second);
  if (view.remaining) {
    line["eta_seconds"] = view.remaining->count() / 1000;
  } else {
    line["eta_seconds"] = nullptr;
  }
  return line;
}

bj::value time_or_null(const std::optional<Timestamp>& time) {
  if (!time) return nullptr;
  return text(rfc3339(*time));
}

bj::object lasting_object(const JobSnapshot& job) {
  auto line = job_object("job", job);
  line["folder_url"] = text(printable(job.folder_url));
  line["created_at"] = text(rfc3339(job.created_at));
  line["finished_at"] = time_or_null(job.finished_at);
  line["throttled_until"] = time_or_null(job.throttled_until);
  return line;
}

/// Why not everything is there.
void add_failures(const JobSnapshot& job, std::span<const FailureGroup> failures,
                  bj::object& line) {
  line["unreadable_folders"] = job.unreadable_folders;
  if (job.vanished_files) {
    line["vanished_files"] = *job.vanished_files;
  } else {
    line["vanished_files"] = nullptr;
  }
  if (const auto& error = job.error) {
    line["error"] = bj::object{{"code", text(name(error->code))},
                               {"message", text(printable(error->message))},
                               {"hint", text(hint(error->code))}};
  }
  bj::array groups;
  for (const auto& group : by_weight(failures)) {
    groups.push_back(bj::object{{"reason", text(name(group.reason))},
                                {"count", group.count},
                                {"hint", text(hint(group.reason))},
                                {"example", text(printable(group.example_name))}});
  }
  line["failures"] = std::move(groups);
}

}  // namespace

std::string progress_json(const ProgressView& view) {
  return bj::serialize(progress_object("progress", view));
}

std::string summary_json(const ProgressView& view, std::span<const FailureGroup> failures) {
  auto line = progress_object("summary", view);
  line.erase("eta_seconds");
  line["duration_seconds"] = static_cast<double>(job_duration(view.job).count()) / 1000;
  add_failures(view.job, failures, line);
  return bj::serialize(line);
}

std::string job_json(const JobSnapshot& job) {
  return bj::serialize(lasting_object(job));
}

std::string job_json(const JobDetails& details) {
  auto line = lasting_object(details.job);
  add_failures(details.job, details.failures, line);
  bj::array folders;
  for (const auto& folder : details.unreadable_folders) {
    folders.push_back(bj::object{{"path", text(printable(folder.path))},
                                 {"reason", text(name(folder.reason))},
                                 {"detail", text(printable(folder.detail))},
                                 {"hint", text(hint(folder.reason))}});
  }
  line["folders_not_read"] = std::move(folders);
  bj::array vanished;
  for (const auto& file : details.vanished_files) vanished.push_back(text(printable(file.path)));
  line["vanished"] = std::move(vanished);
  return bj::serialize(line);
}

std::string file_json(const FileRecord& file) {
  bj::object line{{"type", "file"},
                  {"file_id", file.id.value},
                  {"path", text(printable(file.path))},
                  {"status", text(name(file.state))}};
  if (file.reason) line["reason"] = text(name(*file.reason));
  line["detail"] = text(printable(file.detail));
  line["attempts"] = file.attempts;
  return bj::serialize(line);
}

}  // namespace pixferry
