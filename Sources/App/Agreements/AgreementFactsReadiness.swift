import Domain

extension AgreementFacts {
    /// The facts the fifteen mandatory mentions are read from (PFMP-26).
    var mentions: MentionFacts {
        MentionFacts(
            trainingTitle: learner.training, teachingVolumeStated: law.teachingHours != nil,
            referentName: referent?.name, tutorName: tutor?.name, skills: teaching.skills,
            activities: teaching.activities, startsOn: stay.startsOn, endsOn: stay.endsOn, schedule: stay.schedule,
            presence: stay.presence, followUp: teaching.followUp, gratification: costs.gratification,
            gratificationDue: costs.gratificationDue, schoolInsurer: school.insurer, meals: costs.meals,
            transport: costs.transport, lodging: costs.lodging, template: AgreementDocument.statedMentions)
    }

    /// Who can sign (PFMP-24).
    var people: SignatoryFacts {
        SignatoryFacts(
            minor: learner.minor, guardians: guardians.map(\.name), hostSignatory: signatory?.name,
            headName: school.headName, hostIdentified: host.siret != nil || host.noSiretReason != nil)
    }
}
