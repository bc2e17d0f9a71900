#pragma once

#include <span>
#include <string_view>

/// The text of queries/NAME.sql and of migrations/*.sql, in order, compiled in. The parameters of a
/// statement are those of its file.
namespace pixferry::sql {

// The schema.
extern const std::string_view pause_job;
extern const std::string_view prepare_schema;
extern const std::string_view close_schema;
extern const std::string_view read_setting;
extern const std::string_view resume_job;
extern const std::string_view write_setting;
extern const std::string_view read_short_blobs;
extern const std::string_view set_dropbox_hashes;

// Jobs begin and end.
extern const std::string_view insert_job;
extern const std::string_view insert_root_folder;
extern const std::string_view find_job;
extern const std::string_view find_active_job;
extern const std::string_view cancel_job;
extern const std::string_view lock_own_job;
extern const std::string_view retry_files;
extern const std::string_view resume_finished_job;
extern const std::string_view insert_retry_events;

// Leases.
extern const std::string_view find_claimable_job;
extern const std::string_view start_job;
extern const std::string_view claim_folders;
extern const std::string_view claim_files;
extern const std::string_view find_held_content;
extern const std::string_view renew_files;
extern const std::string_view renew_folders;
extern const std::string_view release_files;
extern const std::string_view release_folders;
extern const std::string_view find_ready_jobs;

// Who works.
extern const std::string_view report_worker;
extern const std::string_view forget_workers;
extern const std::string_view remove_worker;
extern const std::string_view remove_workers;
extern const std::string_view read_workers;

// Listing.
extern const std::string_view lock_listing_job;
extern const std::string_view look_at_listing_job;
extern const std::string_view lock_folder;
extern const std::string_view count_new_files;
extern const std::string_view insert_files;
extern const std::string_view follow_moved_images;
extern const std::string_view insert_folders;
extern const std::string_view move_cursor;
extern const std::string_view restart_folder;
extern const std::string_view postpone_folder;
extern const std::string_view list_folder;
extern const std::string_view fail_folder;
extern const std::string_view drop_folders;
extern const std::string_view name_job;
extern const std::string_view set_job_error;

// Finishing.
extern const std::string_view lock_jobs;
extern const std::string_view change_tallies;
extern const std::string_view lock_finished_files;
extern const std::string_view insert_blobs;
extern const std::string_view insert_images;
extern const std::string_view update_images;
extern const std::string_view place_images;
extern const std::string_view add_to_image_totals;
extern const std::string_view add_to_image_buckets;
extern const std::string_view record_files;
extern const std::string_view insert_events;
extern const std::string_view find_contested_blobs;
extern const std::string_view refer_to_blobs;
extern const std::string_view drop_blobs;
extern const std::string_view forget_removals;
extern const std::string_view find_replaced_contents;

// Deleting.
extern const std::string_view lock_blobs;
extern const std::string_view note_unreferenced_blobs;
extern const std::string_view find_image_contents;
extern const std::string_view delete_images;
extern const std::string_view take_from_image_totals;
extern const std::string_view take_from_image_buckets;
extern const std::string_view drop_empty_image_buckets;
extern const std::string_view find_job_deletion;
extern const std::string_view find_deleted_jobs;
extern const std::string_view insert_job_deletion;
extern const std::string_view disown_job;
extern const std::string_view lock_deleted_job;
extern const std::string_view find_exclusive_images;
extern const std::string_view delete_files;
extern const std::string_view delete_folders;
extern const std::string_view delete_job;

// Removing objects that nothing names.
extern const std::string_view take_over_removals;
extern const std::string_view find_named_blobs;
extern const std::string_view lock_unreferenced_blobs;
extern const std::string_view find_referenced_blobs;
extern const std::string_view insert_removals;
extern const std::string_view lock_active_jobs;
extern const std::string_view end_removals;
extern const std::string_view drop_named_blobs;
extern const std::string_view prune_removals;
extern const std::string_view release_removals;
extern const std::string_view count_unreferenced_blobs;

// Looking into what came without its facts.
extern const std::string_view claim_uninspected_blobs;
extern const std::string_view release_uninspected_blobs;
extern const std::string_view record_facts;

// Settling.
extern const std::string_view find_unsettled_jobs;
extern const std::string_view fail_spent_files;
extern const std::string_view fail_spent_folders;
extern const std::string_view skip_cancelled_files;
extern const std::string_view complete_jobs;
extern const std::string_view find_previous_jobs;
extern const std::string_view count_vanished_files;

// Reading jobs.
extern const std::string_view read_job;
extern const std::string_view count_failed_files;
extern const std::string_view count_jobs;
extern const std::string_view read_active_jobs;
extern const std::string_view read_work_backlog;
extern const std::string_view read_jobs;
extern const std::string_view read_throttled_until;
extern const std::string_view read_failures;
extern const std::string_view read_unreadable_folders;
extern const std::string_view read_files;
extern const std::string_view read_held_files;
extern const std::string_view read_vanished_files;
extern const std::string_view read_report;
extern const std::string_view read_job_state;
extern const std::string_view read_events;

// Reading images.
extern const std::string_view read_image_total;
extern const std::string_view read_newest_buckets;
extern const std::string_view read_oldest_buckets;
extern const std::string_view count_known_images;
extern const std::string_view read_blobs;

// Answers that are repeated.
extern const std::string_view claim_answer;
extern const std::string_view read_kept_answer;
extern const std::string_view keep_answer;
extern const std::string_view release_answer;
extern const std::string_view find_old_answer;
extern const std::string_view sweep_answers;
// Webhooks.
extern const std::string_view find_wanted_webhooks;
extern const std::string_view insert_webhook_deliveries;
extern const std::string_view insert_webhook;
extern const std::string_view insert_webhook_events;
extern const std::string_view read_webhooks;
extern const std::string_view lock_own_webhook;
extern const std::string_view remove_webhook;
extern const std::string_view enable_webhook;
extern const std::string_view replace_webhook_secret;
extern const std::string_view find_due_webhook_delivery;
extern const std::string_view claim_webhook_deliveries;
extern const std::string_view fail_spent_webhook_deliveries;
extern const std::string_view read_webhook_targets;
extern const std::string_view lock_webhook;
extern const std::string_view record_webhook_delivery;
extern const std::string_view insert_webhook_attempts;
extern const std::string_view forget_webhook_attempts;
extern const std::string_view note_webhook_success;
extern const std::string_view note_webhook_failure;
extern const std::string_view disable_webhook;
extern const std::string_view drop_webhook_deliveries;
extern const std::string_view hand_back_webhook_delivery;
extern const std::string_view release_webhook_deliveries;
extern const std::string_view redeliver_webhook_delivery;
extern const std::string_view read_webhook_deliveries;
extern const std::string_view read_webhook_attempts;
extern const std::string_view forget_webhook_deliveries;

extern const std::span<const std::string_view> migrations;

}  // namespace pixferry::sql
