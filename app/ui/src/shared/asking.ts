import type { Query } from "../api/client";
import { asked, type Filters } from "../state/address";

/**
 * Meetings that the filters mean, as the API takes them: several statuses with commas between them, and all
 * of them where none is chosen, for what was planned or came to nothing is part of the picture.
 */
export const meetingsMeant = (filters: Filters): Query => asked(filters);
