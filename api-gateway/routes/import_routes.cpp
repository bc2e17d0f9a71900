#include "api-gateway/routes/import_routes.hpp"

#include "api-gateway/http/json_writer.hpp"
#include "api-gateway/routes/import_body.hpp"
#include "pipeline/platform/trace_context.hpp"

namespace pixferry::routes {
namespace {

constexpr std::string_view kStarted =
    "Import job started. Use GET /jobs/{job_id} to track progress.";
constexpr std::string_view kAlreadyRunning =
    "This folder is already being imported. Use GET /jobs/{job_id} to track progress.";

http::Response started(const StartedImport& import) {
  const auto& id = import.job.text();
  http::JsonWriter json;
  json.begin_object()
      .field("job_id", id)
      .field("status", name(JobState::processing))
      .field("message", import.already_running ? kAlreadyRunning : kStarted)
      .end_object();
  auto response = http::json_response(import.already_running ? 200 : 202, json.take());
  response.headers.set("Location", "/import/jobs/" + id);
  return response;
}

struct ImportRoute {
  std::string pattern;
  ImportFields fields;
  std::optional<SourceKind> source;
};

http::Handler importing(StartImport& start_import, const Limits& limits, const ImportRoute& route) {
  return [&start_import, &limits, route](const http::Request& request) {
    auto body = read_import_body(request, route.fields, limits);
    if (const auto* problem = std::get_if<http::Problem>(&body)) {
      return http::to_response(*problem, request.request_id);
    }
    auto& wanted = std::get<ImportRequest>(body);
    wanted.source = route.source;
    if (const auto trace = TraceContext::parse(request.headers.find("traceparent").value_or(""))) {
      wanted.trace_parent = trace->header();
    }
    const auto import = start_import.run(request.context, wanted);
    if (!import) return http::to_response(http::problem_of(import.error()), request.request_id);
    return started(*import);
  };
}

}  // namespace

void add_import_routes(http::Router& router, StartImport& start_import, const Limits& limits) {
  for (const auto& route :
       {ImportRoute{"/import/google-drive", ImportFields::link_only, SourceKind::google_drive},
        ImportRoute{"/import/dropbox", ImportFields::link_only, SourceKind::dropbox},
        ImportRoute{"/import", ImportFields::all, std::nullopt}}) {
    router.add(
        {"POST", route.pattern, importing(start_import, limits, route), http::Access::keyed});
  }
}

}  // namespace pixferry::routes
