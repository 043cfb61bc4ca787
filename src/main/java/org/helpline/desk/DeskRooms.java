package org.helpline.desk;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helpline.interaction.Callbacks;
import org.helpline.interaction.HoursBoard;
import org.helpline.interaction.NoticeBoard;
import org.helpline.interaction.PromptRack;
import org.helpline.interaction.SettingsBoard;
import org.helpline.knowledge.Articles;
import org.helpline.voicemail.Voicemail;

/**
 * What the desk shows beside calls.
 *
 * @param voicemail the boxes; empty in a house without any
 * @param prompts the recordings of scripts
 * @param reports the numbers of the journal
 * @param control what supervisors have
 * @param phones phones in browsers
 * @param listening the recordings of conversations; empty in a house without any
 */
public record DeskRooms(
        Optional<Voicemail> voicemail,
        NoticeBoard notices,
        HoursBoard hours,
        Callbacks callbacks,
        PromptRack prompts,
        Scores scores,
        Optional<Reports> reports,
        Optional<Clientele> customers,
        Optional<Articles> articles,
        ControlRoom control,
        SettingsBoard settings,
        Optional<Listening> listening,
        BrowserPhones phones) {

    /** A house that shows no customers. */
    public DeskRooms(
            Optional<Voicemail> voicemail,
            NoticeBoard notices,
            HoursBoard hours,
            Callbacks callbacks,
            PromptRack prompts,
            Scores scores,
            Optional<Reports> reports) {
        this(
                voicemail,
                notices,
                hours,
                callbacks,
                prompts,
                scores,
                reports,
                Optional.empty(),
                Optional.empty(),
                ControlRoom.NONE,
                SettingsBoard.NONE,
                Optional.empty(),
                BrowserPhones.NONE);
    }

    /** A house without reports. */
    public DeskRooms(
            Optional<Voicemail> voicemail,
            NoticeBoard notices,
            HoursBoard hours,
            Callbacks callbacks,
            PromptRack prompts,
            Scores scores) {
        this(voicemail, notices, hours, callbacks, prompts, scores, Optional.empty());
    }

    /** The same with customers. */
    public DeskRooms with(Clientele clientele) {
        return new DeskRooms(
                voicemail,
                notices,
                hours,
                callbacks,
                prompts,
                scores,
                reports,
                Optional.of(clientele),
                articles,
                control,
                settings,
                listening,
                phones);
    }

    /** The same with a knowledge base. */
    public DeskRooms with(Articles knowledge) {
        return new DeskRooms(
                voicemail,
                notices,
                hours,
                callbacks,
                prompts,
                scores,
                reports,
                customers,
                Optional.of(knowledge),
                control,
                settings,
                listening,
                phones);
    }

    /** The same with what supervisors have. */
    public DeskRooms with(ControlRoom room) {
        return new DeskRooms(
                voicemail, notices, hours, callbacks, prompts, scores, reports, customers, articles, room, settings,
                listening, phones);
    }

    /** The same with recordings of conversations. */
    public DeskRooms with(Listening to) {
        return new DeskRooms(
                voicemail,
                notices,
                hours,
                callbacks,
                prompts,
                scores,
                reports,
                customers,
                articles,
                control,
                settings,
                Optional.of(to),
                phones);
    }

    /** The same with phones in browsers. */
    public DeskRooms with(BrowserPhones inPages) {
        return new DeskRooms(
                voicemail, notices, hours, callbacks, prompts, scores, reports, customers, articles, control, settings,
                listening, inPages);
    }

    /** The same with settings that administrators change. */
    public DeskRooms with(SettingsBoard board) {
        return new DeskRooms(
                voicemail, notices, hours, callbacks, prompts, scores, reports, customers, articles, control, board,
                listening, phones);
    }

    /** A house whose recordings are not changed at the desk and that asks nobody for a score. */
    public DeskRooms(Optional<Voicemail> voicemail, NoticeBoard notices, HoursBoard hours, Callbacks callbacks) {
        this(voicemail, notices, hours, callbacks, PromptRack.NONE, Scores.NONE);
    }

    /** A house without calendars that calls nobody back. */
    public DeskRooms(Optional<Voicemail> voicemail, NoticeBoard notices) {
        this(voicemail, notices, HoursBoard.NONE, Callbacks.NONE);
    }

    /** A house without messages and notices. */
    public static DeskRooms none() {
        return new DeskRooms(Optional.empty(), new NoticeBoard() {
            @Override
            public SortedMap<String, Boolean> notices() {
                return new TreeMap<>();
            }

            @Override
            public Optional<String> set(String name, boolean on, String by) {
                return Optional.of("No script has this notice.");
            }
        });
    }
}
