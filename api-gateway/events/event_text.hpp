#pragma once

#include <cstdint>

#include "api-gateway/http/event_stream.hpp"
#include "pipeline/model/job.hpp"
#include "pipeline/model/job_event.hpp"

namespace pixferry::events {

/// What watchers of a job are sent, in the wire format of server-sent events
/// (https://html.spec.whatwg.org/multipage/server-sent-events.html).

/// The whole job, where a watcher begins; `number` is that of the last event it knows thereby.
http::EventStream::Text snapshot_text(const JobSnapshot& job, std::int64_t number);
/// What changes while a job runs; without an id.
http::EventStream::Text progress_text(const JobSnapshot& job);
/// `file`, `state` or `done`.
http::EventStream::Text event_text(const JobEvent& event);
/// Events are missing: what was put together of them is to be thrown away.
http::EventStream::Text reset_text();

}  // namespace pixferry::events
