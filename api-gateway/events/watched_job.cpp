#include "api-gateway/events/watched_job.hpp"

#include "api-gateway/events/event_text.hpp"

#include <algorithm>

namespace pixferry::events {
namespace {

constexpr int kEventsPerPage = 100;

/// Who begins with a job that has ended is told its end besides, which is its last event.
std::int64_t position_behind_snapshot(const JobSnapshot& job) {
  return is_active(job.state) ? job.last_event : std::max<std::int64_t>(job.last_event - 1, 0);
}

}  // namespace

bool WatchedJob::has_watchers() {
  std::erase_if(watchers_, [](const Watcher& watcher) {
    const auto stream = watcher.stream.lock();
    return !stream || stream->is_over();
  });
  return !watchers_.empty();
}

std::map<std::optional<std::int64_t>, std::vector<WatchedJob::Present>>
WatchedJob::present_by_position() {
  std::map<std::optional<std::int64_t>, std::vector<Present>> present;
  for (auto& watcher : watchers_) {
    auto stream = watcher.stream.lock();
    if (!stream || stream->is_over() || !stream->has_room()) continue;
    present[watcher.position].push_back({&watcher, std::move(stream)});
  }
  return present;
}

WatchedJob::Look WatchedJob::look(const Context& context, Journal& journal) {
  bool has_more = false;
  for (const auto& [position, present] : present_by_position()) {
    const auto news =
        journal.news(context, kDefaultOwner, id_, {.after = position, .limit = kEventsPerPage});
    if (!news) return Look::failed;
    if (*news) {
      has_more |= tell(**news, present);
    } else {
      for (const auto& [watcher, stream] : present) stream->finish();
    }
  }
  if (has_more) return Look::more_to_tell;
  return is_held_up() ? Look::held_up : Look::all_told;
}

bool WatchedJob::is_held_up() const {
  return std::ranges::any_of(watchers_, [](const Watcher& watcher) {
    const auto stream = watcher.stream.lock();
    return stream && !stream->has_room();
  });
}

/// Whether there is more to tell them.
bool WatchedJob::tell(const JobNews& news, const std::vector<Present>& present) {
  if (news.is_gap || !present.front().watcher->position) {
    for (const auto& who : present) begin_anew(news.job, who, news.is_gap);
    return *present.front().watcher->position < news.job.last_event;
  }
  tell_progress(news.job, present);
  return tell_events(news, present);
}

void WatchedJob::begin_anew(const JobSnapshot& job, const Present& present, bool is_gap) {
  const auto position = position_behind_snapshot(job);
  if (is_gap) present.stream->send(reset_text());
  present.stream->send(snapshot_text(job, position));
  present.watcher->position = position;
}

void WatchedJob::tell_progress(const JobSnapshot& job, const std::vector<Present>& present) {
  auto text = progress_text(job);
  if (!progress_ || *progress_ != *text) progress_ = std::move(text);
  for (const auto& [watcher, stream] : present) {
    if (watcher->progress == progress_) continue;
    watcher->progress = progress_;
    stream->update(progress_);
  }
}

bool WatchedJob::tell_events(const JobNews& news, const std::vector<Present>& present) {
  if (news.events.empty()) return false;
  std::vector<http::EventStream::Text> texts;
  for (const auto& event : news.events) texts.push_back(event_text(event));
  const auto& last = news.events.back();
  const bool is_all = last.number == news.job.last_event;
  for (const auto& [watcher, stream] : present) {
    for (const auto& text : texts) stream->send(text);
    watcher->position = last.number;
    if (is_all && last.kind == JobEventKind::done) stream->finish();
  }
  return !is_all;
}

}  // namespace pixferry::events
