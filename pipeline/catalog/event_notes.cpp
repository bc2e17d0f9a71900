#include "pipeline/catalog/event_notes.hpp"

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/webhook_news.hpp"

#include <map>

namespace pixferry {

void EventNotes::file_failed(const std::string& job, EndedFile file, TallyChange& change) {
  notes_.push_back({job, JobEventKind::file, name(FileState::failed), std::move(file)});
  ++change.events;
}

void EventNotes::state_changed(const std::string& job, JobState state) {
  notes_.push_back({job, JobEventKind::state, name(state)});
}

void EventNotes::job_ended(const std::string& job, JobState state) {
  state_changed(job, state);
  notes_.push_back({job, JobEventKind::done, name(state)});
}

void EventNotes::write(Statements& tx, const Limits& limits, std::int64_t now_ms) const {
  if (notes_.empty()) return;
  // The job's count is that of its last event: the others lie before it.
  std::map<std::string_view, std::int64_t> later;
  boost::json::array rows;
  for (auto found = notes_.rbegin(); found != notes_.rend(); ++found) {
    const auto& note = *found;
    const bool is_of_file = note.kind == JobEventKind::file;
    const auto behind = later[note.job]++;
    if (behind >= limits.job_events_max) continue;
    rows.push_back(
        {{"event_job", note.job},
         {"later", behind},
         {"kind", name(note.kind)},
         {"state", note.state},
         {"file_id", is_of_file ? boost::json::value(note.file.id) : boost::json::value(nullptr)},
         {"reason",
          is_of_file ? boost::json::value(note.file.reason) : boost::json::value(nullptr)},
         {"detail", note.file.detail},
         {"attempts", note.file.attempts}});
  }
  tx.run(sql::insert_events, {json_text(rows), now_ms, limits.job_events_max});
  std::vector<std::string> ended;
  for (const auto& note : notes_) {
    if (note.kind == JobEventKind::done) ended.push_back(note.job);
  }
  if (!ended.empty()) tell_webhooks(tx, ended, now_ms);
}

}  // namespace pixferry
